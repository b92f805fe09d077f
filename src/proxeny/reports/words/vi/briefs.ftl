# Sentences of briefs, files and the profile.
title-partner-brief = { $partner }: quan hệ với { $city }
title-meeting-brief = Tài liệu phục vụ cuộc gặp với { $partner }
title-heads-briefing = Tài liệu phục vụ trưởng cơ quan đại diện: { $partner }
title-visit-file = Hồ sơ chuyến thăm: { $what }
title-investor-profile = { $city }: thông tin dành cho nhà đầu tư
chapter-who = Thông tin về đối tác
chapter-people = Nhân sự chủ chốt
chapter-met = Thành phần phía bạn
chapter-relations = Kết quả hợp tác
chapter-numbers = Số liệu
chapter-promised = Cam kết hai bên
chapter-talking = Nội dung đề nghị trao đổi
chapter-sensitive = Nội dung cần lưu ý
chapter-ask = Đề nghị phối hợp
chapter-visit = Chuyến thăm
chapter-programme = Chương trình
chapter-calls = Dự án kêu gọi đầu tư

# Who they are
who-country = { $partner } là quốc gia đối tác của { $city }.
who-in-country = { $partner } thuộc { $country }.
who-since = Quan hệ với { $city } được thiết lập từ { $day }.
who-twin = Đây là thành phố kết nghĩa.
who-friendship = Đây là đối tác hữu nghị.
who-none = Hồ sơ chưa có thông tin về quốc gia, cấp độ hoặc thời điểm thiết lập quan hệ.
people-list-certain = Đương nhiệm tính đến { $day }: { $list }.
people-list-likely = Có thể vẫn đương nhiệm: { $list }.
people-list-unknown = Chức vụ ghi nhận gần nhất, cần kiểm tra lại: { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (có thể vẫn giữ chức vụ)
people-unknown = { $figure }, { $role } (cần kiểm tra)

# What was done
relations-agreements = Hồ sơ có { $figure } thỏa thuận, gần đây nhất: { $list }.
relations-delegations = Hồ sơ có { $figure } đoàn, gần đây nhất: { $list }.
relations-events = Hồ sơ có { $figure } sự kiện, gần đây nhất: { $list }.
relations-projects = Hồ sơ có { $figure } dự án, gần đây nhất: { $list }.
relations-aid = Hồ sơ có { $figure } khoản viện trợ, gần đây nhất: { $list }.
numbers-latest = Số liệu mới nhất trong hồ sơ: { $list }.
item-figure = { $what } { $figure } ({ $day })

# What was promised
promised-ours = Phía { $city } còn { $figure } cam kết chưa hoàn thành: { $list }.
promised-theirs = Phía đối tác còn { $figure } cam kết chưa hoàn thành: { $list }.
promised-unsaid = { $figure } cam kết chưa hoàn thành, hồ sơ chưa nêu bên thực hiện: { $list }.

# Talking points
talking-late-ours = Thông báo tiến độ các cam kết của ta đã quá hạn: { $list }.
talking-late-theirs = Đề nghị đối tác cho biết tiến độ các cam kết đã quá hạn: { $list }.
talking-expiring = Trao đổi về việc gia hạn các thỏa thuận hết hạn trong vòng một năm: { $list }.
talking-ended = Thống nhất hướng xử lý các thỏa thuận đã hết hạn: { $list }.
talking-negotiating = Thúc đẩy đàm phán các văn bản: { $list }.
talking-coming-visits = Chuẩn bị các chuyến thăm sắp tới: { $list }.
talking-coming-events = Phối hợp chuẩn bị các sự kiện sắp tới: { $list }.
talking-none = Hiện không có nội dung nào còn bỏ ngỏ với đối tác này.

# Sensitive points
sensitive-disputed = Các nguồn chưa thống nhất về { $list }.
sensitive-not-made = Không thực hiện hoặc bị từ chối: { $list }.
sensitive-closed = Không phổ biến rộng rãi: { $list }.
sensitive-none = Với mức được phép xem, hồ sơ không ghi nhận nội dung nhạy cảm.
ask-open = Hỗ trợ thúc đẩy đối tác thực hiện cam kết: { $list }.
ask-texts = Hỗ trợ đàm phán các văn bản: { $list }.
ask-calls = Giới thiệu các dự án kêu gọi đầu tư: { $list }.

# The visit
visit-facts = { $figure } ({ $day }).
visit-purpose = Mục đích: { $what }.
visit-members = Thành phần đoàn: { $list }.
visit-met = Người tiếp, người gặp: { $list }.
h-day = Ngày
h-hour = Giờ
h-attends = Thành phần
calls-list = Có { $figure } dự án kêu gọi đầu tư: { $list }.
