# The frame of a report: titles, periods, clauses, remarks.
when-year = năm { $year }
when-first-months = { $months } tháng đầu năm { $year }
when-last-months = { $months } tháng cuối năm { $year }
when-period = giai đoạn { $period }
than-year = so với năm { $year }
than-first-months = so với { $months } tháng đầu năm { $year }
than-last-months = so với { $months } tháng cuối năm { $year }
than-period = so với giai đoạn { $period }
list-and = {" "}và{" "}
list-apart = {"; "}

# Titles
title-yearly = Báo cáo kết quả công tác đối ngoại của { $city } { $when }
title-nine-month = Báo cáo kết quả công tác đối ngoại của { $city } { $when }
title-six-month = Báo cáo kết quả công tác đối ngoại của { $city } { $when }
title-period = Báo cáo kết quả công tác đối ngoại của { $city } { $when }
subtitle = Theo hồ sơ tính đến ngày { $day }
note-origin = Số liệu do nguồn công bố, số liệu tính toán và số liệu đếm từ hồ sơ được ghi riêng; mỗi số liệu đều dẫn về căn cứ của nó.
chapter-context = Tình hình chung của Thành phố
chapter-delegations = Công tác đoàn ra, đoàn vào
chapter-agreements = Thỏa thuận quốc tế và quan hệ đối tác
chapter-conferences = Hội nghị, hội thảo quốc tế
chapter-economy = Ngoại giao kinh tế
chapter-culture = Ngoại giao văn hóa và quảng bá hình ảnh Thành phố
chapter-aid = Viện trợ nước ngoài
chapter-missions = Cơ quan đại diện ở nước ngoài và công tác lãnh sự
chapter-targets = Đánh giá kết quả thực hiện kế hoạch
chapter-difficulties = Khó khăn, vướng mắc và kiến nghị
chapter-ahead = Phương hướng, nhiệm vụ thời gian tới

# Clauses put into sentences
clause-after = , so với { $before } { $than }
clause-up = , tăng { $change } so với { $before } { $than }
clause-down = , giảm { $change } so với { $before } { $than }
clause-level = , bằng { $than }
clause-against = , { $than } là { $before }
clause-more = , tăng { $difference } { $beyond }
clause-fewer = , giảm { $difference } { $beyond }
clause-same = , bằng { $than }
clause-source = {" "}(theo { $publisher }; hồ sơ hiện lưu { $recorded })
clause-source-none = {" "}(theo { $publisher }; hồ sơ chưa lưu trường hợp nào)
clause-day = {" "}({ $day })
item-count = { $what } ({ $figure })
item-day = { $figure } ({ $day })
more = { $figure } nội dung khác
more-in-annex = { $figure } nội dung khác (phụ lục { $annex })
item-each = { $what } (mỗi nước { $figure })

# What there is not
nothing = Hồ sơ chưa có thông tin về nội dung này trong { $when }.
nothing-known = Hồ sơ chưa có thông tin về nội dung này.
no-figures = Hồ sơ chưa có số liệu trong { $when } về: { $what }.
no-rows = Hồ sơ chưa có nội dung cho phụ lục này trong { $when }.
vague-dates = { $n } hồ sơ có ngày tháng chưa đủ rõ để tính vào kỳ này.
also-stated = Số liệu này còn được nêu là { $list }.
item-by = { $figure } ({ $publisher })
only-first = Chỉ nêu { $n } dòng đầu; các dòng còn lại xem trong sổ theo dõi.
only-largest = Chỉ liệt kê { $n } dự án lớn nhất, xét lần lượt theo từng loại tiền; dòng cuối cộng các dự án còn lại, xem đầy đủ trong sổ theo dõi.
stock-today = Phần còn hiệu lực tính theo các dự án đang còn hiệu lực đến nay, với số vốn tại cuối kỳ.

# How a figure was made
how-counted = { $n } hồ sơ
how-counted-in = { $n }, trong { $records } hồ sơ
how-each = mỗi nước { $n }: { $of }
how-summed = tổng của { $n } dòng
how-sum = tổng của { $of }
how-difference = hiệu của { $of }
how-growth = mức tăng, giảm giữa { $of }
how-share = tỷ trọng: { $of }
how-per_head = bình quân đầu người: { $of }
how-conversion = quy đổi: { $of }
how-pace = chỉ tiêu tính theo tiến độ các năm { $years }
how-forecast = dự báo theo tiến độ các năm trước, với xác suất bốn phần năm nằm trong khoảng này

# What is said of a disputed figure
remark-range = các nguồn nêu từ { $low } đến { $high }
remark-scale = các nguồn chênh nhau theo bội số, có thể nhầm đơn vị
remark-period = các nguồn có thể nói về các thời kỳ khác nhau
remark-definition = các nguồn có thể tính theo cách hiểu khác nhau
remark-revision = có thể có nguồn đã điều chỉnh số liệu
remark-currency = các nguồn khác nhau về đơn vị tiền tệ
remark-parts = không khớp với các số liệu thành phần
remark-share = không khớp với tỷ trọng được nêu
remark-series = lệch xa so với chuỗi số liệu cùng loại
remark-plain = các nguồn chưa thống nhất

# Small numbers as they are written in a sentence
number-1 = 1
number-2 = 2
number-3 = 3
number-4 = 4
number-5 = 5
number-6 = 6
number-7 = 7
number-8 = 8
number-9 = 9
number-10 = 10
