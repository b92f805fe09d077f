# Sentences of the chapters, in their order.

# The city in figures
context-growth = { $When }, tổng sản phẩm trên địa bàn (GRDP) của { $city } tăng { $figure }{ $compared }.
context-grdp = Quy mô GRDP đạt { $figure }{ $compared }.
context-per-head = GRDP bình quân đầu người đạt { $figure }{ $compared }.
context-revenue = Thu ngân sách đạt { $figure }{ $compared }.
context-revenue-plan = Thu ngân sách so với dự toán đạt { $figure }{ $compared }.

# Delegations
delegations-out = { $When }, { $city } tổ chức { $figure } đoàn ra của lãnh đạo Thành phố{ $compared }{ $source }.
delegations-out-recorded = { $When }, hồ sơ ghi nhận { $figure } đoàn ra của { $city }{ $compared }.
delegations-out-parts = Trong đó có { $led } đoàn do lãnh đạo Thành phố dẫn đầu và { $accompanying } đoàn tháp tùng lãnh đạo Đảng, Nhà nước.
delegations-out-parts-alone = Theo nguồn công bố, có { $led } đoàn do lãnh đạo Thành phố dẫn đầu và { $accompanying } đoàn tháp tùng lãnh đạo Đảng, Nhà nước.
delegations-out-led = Có { $figure } đoàn do lãnh đạo Thành phố dẫn đầu{ $compared }.
delegations-out-accompanying = Có { $figure } đoàn tháp tùng lãnh đạo Đảng, Nhà nước{ $compared }.
delegations-out-to = Các đoàn ra có trong hồ sơ đã đến: { $list }.
delegations-in = Thành phố đón tiếp { $figure } đoàn khách quốc tế{ $compared }{ $source }.
delegations-in-recorded = Hồ sơ ghi nhận { $figure } đoàn vào{ $compared }.
delegations-in-high = Thành phố đón { $figure } đoàn cấp cao, đoàn thăm chính thức{ $compared }.
delegations-in-from = Các đoàn vào có trong hồ sơ đến từ: { $list }.

# Agreements
agreements-signed = { $When }, { $city } ký kết { $figure } thỏa thuận hợp tác quốc tế{ $compared }{ $source }.
agreements-recorded = { $When }, hồ sơ ghi nhận { $figure } thỏa thuận được ký kết{ $compared }.
agreements-list = Hồ sơ đang lưu: { $list }.
agreements-partners = Thành phố có quan hệ với { $figure } thành phố đối tác{ $compared }.
agreements-in-force = Cuối kỳ, { $figure } thỏa thuận trong hồ sơ đang có hiệu lực.

# Conferences
conferences-stated = { $When }, { $city } tổ chức { $figure } sự kiện, hoạt động đối ngoại{ $compared }.
conferences-recorded = Hồ sơ ghi nhận { $figure } hội nghị, hội thảo, cuộc họp{ $compared }.
conferences-list = Gồm: { $list }.

# Economic diplomacy
fdi-registered = { $When }, { $city } thu hút { $figure } vốn FDI đăng ký{ $compared }.
fdi-parts = Trong đó: { $list }.
fdi-part-new = { $figure } vốn cấp mới
fdi-part-added = { $figure } vốn tăng thêm
fdi-part-purchased = { $figure } góp vốn, mua cổ phần
fdi-projects = Có { $figure } dự án được cấp phép mới{ $compared }.
fdi-disbursed = Vốn thực hiện đạt { $figure }{ $compared }.
fdi-stock = Tổng vốn FDI còn hiệu lực là { $figure }{ $day }.
fdi-rank = Thành phố đứng thứ { $figure } cả nước về thu hút FDI.
fdi-growth = Theo nguồn công bố, vốn đăng ký thay đổi { $figure }.
fdi-recorded = Sổ theo dõi trong hồ sơ ghi nhận { $figure }, gồm { $movements } lượt biến động vốn.
fdi-partners = Theo sổ theo dõi, các đối tác đầu tư lớn nhất là: { $list }.
trade-exports = Kim ngạch xuất khẩu đạt { $figure }{ $compared }.
trade-imports = Kim ngạch nhập khẩu đạt { $figure }{ $compared }.
trade-turnover = Tổng kim ngạch xuất nhập khẩu được nêu là { $figure }{ $compared }.
tourism-visitors = Thành phố đón { $figure } lượt khách du lịch{ $compared }.
tourism-international = Khách quốc tế đạt { $figure } lượt{ $compared }.
tourism-revenue = Tổng thu từ khách du lịch đạt { $figure }{ $compared }.

# Culture and image
culture-recorded = { $When }, hồ sơ ghi nhận { $figure } lễ hội, triển lãm, hoạt động quảng bá{ $compared }.
culture-list = Gồm: { $list }.
culture-awards-received = Thành phố nhận { $figure } giải thưởng, danh hiệu: { $list }.
culture-awards-given = Thành phố trao tặng { $figure } danh hiệu, kỷ niệm chương: { $list }.

# Aid
aid-received = { $When }, { $city } tiếp nhận viện trợ nước ngoài trị giá { $figure }{ $compared }.
aid-programmes = Theo nguồn công bố có { $figure } chương trình, dự án viện trợ{ $compared }.
aid-recorded-received = Hồ sơ ghi nhận { $figure } khoản viện trợ tiếp nhận{ $list }.
aid-recorded-given = Hồ sơ ghi nhận { $figure } khoản hỗ trợ dành cho đối tác{ $list }.
aid-sums = , trị giá { $list } đối với các khoản có nêu số tiền

# Missions and citizens
missions-kept = Hồ sơ theo dõi { $figure } cơ quan đại diện ở nước ngoài có quan hệ phối hợp với Thành phố.
missions-briefings = { $When }, hồ sơ ghi nhận { $figure } buổi làm việc với trưởng cơ quan đại diện: { $list }.
missions-reports = Đã nhận { $figure } báo cáo của các cơ quan đại diện.
missions-citizens = Hồ sơ không theo dõi vụ việc lãnh sự, hộ chiếu, thẻ đi lại doanh nhân; số liệu do cơ quan chuyên trách cung cấp.

# Results against the plan
targets-stated = { $When }, Thành phố hoàn thành { $met }/{ $total } chỉ tiêu kế hoạch{ $exceeded }.
targets-exceeded = , trong đó { $figure } chỉ tiêu vượt kế hoạch
targets-recorded = { $total } chỉ tiêu có trong hồ sơ, theo nguồn công bố: { $list }.
targets-part-exceeded = { $figure } chỉ tiêu vượt
targets-part-met = { $figure } chỉ tiêu đạt
targets-part-not_met = { $figure } chỉ tiêu chưa đạt
targets-part-open = { $figure } chỉ tiêu chưa nêu kết quả

# Difficulties and proposals
difficulties-overdue = Trong các cam kết đến hạn trước khi kết thúc kỳ, { $figure } cam kết vẫn chưa hoàn thành tính đến ngày { $day }: { $list }.
difficulties-reports = { $figure } báo cáo kết quả đoàn ra trong kỳ chậm nộp: { $list }.
difficulties-disputed = Các nguồn chưa thống nhất về { $figure } số liệu trong kỳ: { $list }.
difficulties-ended = { $figure } thỏa thuận hết thời hạn trong kỳ mà hồ sơ chưa ghi nhận việc gia hạn: { $list }.
difficulties-not-made = { $figure } đoàn, sự kiện dự kiến không được chấp thuận, bị hoãn hoặc hủy: { $list }.
difficulties-missed = Theo nguồn công bố, { $figure } chỉ tiêu chưa đạt: { $list }.
difficulties-none = { $When }, hồ sơ không ghi nhận nội dung quá hạn, bị từ chối hoặc chưa thống nhất.
propose-overdue = Đề nghị mỗi cam kết quá hạn được ấn định thời hạn và đơn vị phụ trách mới, hoặc dừng thực hiện kèm lý do.
propose-reports = Đề nghị các đơn vị liên quan nộp báo cáo.
propose-disputed = Đề nghị các cơ quan công bố thống nhất số liệu trước khi ký báo cáo.
propose-ended = Đề nghị quyết định việc gia hạn, thay thế hoặc chấm dứt đối với từng thỏa thuận này.

# The period to come
ahead-delegations = { $Next }, hồ sơ có { $figure } đoàn: { $list }.
ahead-events = { $Next }, hồ sơ có { $figure } sự kiện: { $list }.
ahead-expiring = { $figure } thỏa thuận hết thời hạn: { $list }.
ahead-commitments = { $figure } cam kết đến hạn: { $list }.
ahead-targets = Kế hoạch đề ra { $figure } chỉ tiêu: { $list }.
item-target = { $what }: { $figure }

# Where targets stand, and what is probably missing
targets-so-far = Tiến độ thực hiện các chỉ tiêu năm: { $list }.
targets-reached = { $what } đạt { $figure } tính đến { $day }, so với chỉ tiêu { $aim }{ $expected }{ $forecast }
targets-expected = ; theo tiến độ các năm trước, đến thời điểm này thường đạt khoảng { $figure }
targets-forecast = ; ước cả năm đạt { $figure }
item-gap = { $what } (nguồn công bố { $stated }, hồ sơ có { $recorded })
difficulties-gap-missing = Số liệu công bố cao hơn số hồ sơ đang lưu: { $list }.
difficulties-gap-more = Hồ sơ đang lưu nhiều hơn số liệu công bố: { $list }.
propose-gaps = Đề nghị các đơn vị phụ trách bổ sung hồ sơ còn thiếu hoặc nêu rõ cách tính.

# Pictures
picture-fdi-years = Vốn FDI đăng ký của { $city }, { $first }–{ $last }
picture-delegations = Số đoàn ra, đoàn vào trong hồ sơ theo tháng bắt đầu (các đoàn rõ thời gian)
picture-delegations-out = Đoàn ra
picture-delegations-in = Đoàn vào
picture-stock = Vốn FDI còn hiệu lực theo đối tác, các dự án trong hồ sơ đến { $day }
