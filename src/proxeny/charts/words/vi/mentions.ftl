mentions-name = Số lần được nhắc đến
mentions-about = Có bao nhiêu tài liệu trong hồ sơ nhắc đến một đối tác, theo tháng và ngôn ngữ.
mentions-title = Các tài liệu nhắc đến { $who }
mentions-said = { $count } tài liệu, từ { $first } đến { $last }.
mentions-language = Ngôn ngữ
mentions-documents = Số tài liệu
mentions-note = Chỉ đếm các tài liệu có trong hồ sơ, mỗi tài liệu một lần trong tháng của nó, dù tên được nhắc bao nhiêu lần. Một quốc gia cũng được nhắc đến qua bất kỳ địa danh nào của mình. Kết quả tùy thuộc vào các nguồn được theo dõi; cách nói về đối tác không được đánh giá.
mentions-empty = Chưa có tài liệu nào có ngày tháng trong hồ sơ nhắc đến { $who }. Những gì được theo dõi hoặc thêm vào và có nhắc đến sẽ được đếm ở đây.
