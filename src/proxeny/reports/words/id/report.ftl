# The frame of a report: titles, periods, clauses, remarks.
when-year = pada tahun { $year }
when-first-months = dalam { $months } bulan pertama tahun { $year }
when-last-months = dalam { $months } bulan terakhir tahun { $year }
when-period = pada periode { $period }
than-year = daripada tahun { $year }
than-first-months = daripada { $months } bulan pertama tahun { $year }
than-last-months = daripada { $months } bulan terakhir tahun { $year }
than-period = daripada periode { $period }
list-and = {" "}dan{" "}
list-apart = {"; "}

# Titles
title-yearly = Laporan hubungan luar negeri { $city } { $when }
title-nine-month = Laporan hubungan luar negeri { $city } { $when }
title-six-month = Laporan hubungan luar negeri { $city } { $when }
title-period = Laporan hubungan luar negeri { $city } { $when }
subtitle = Menurut catatan per { $day }
note-origin = Angka yang dinyatakan sumber, angka hasil hitungan, dan jumlah yang dihitung dari catatan dibedakan; setiap angka merujuk ke dasarnya.
chapter-context = Gambaran umum kota
chapter-delegations = Delegasi ke luar negeri dan delegasi tamu
chapter-agreements = Perjanjian internasional dan mitra
chapter-conferences = Konferensi dan pertemuan internasional
chapter-economy = Diplomasi ekonomi
chapter-culture = Diplomasi budaya dan citra kota
chapter-aid = Bantuan luar negeri
chapter-missions = Perwakilan di luar negeri dan urusan warga negara
chapter-targets = Capaian terhadap rencana
chapter-difficulties = Kendala dan usulan
chapter-ahead = Rencana periode berikutnya

# Clauses put into sentences
clause-after = , setelah { $before } { $than }
clause-up = , naik { $change } dari { $before } { $than }
clause-down = , turun { $change } dari { $before } { $than }
clause-level = , sama seperti { $than }
clause-against = , dibandingkan { $before } { $than }
clause-more = , { $difference } lebih banyak { $beyond }
clause-fewer = , { $difference } lebih sedikit { $beyond }
clause-same = , sama banyaknya seperti { $than }
clause-source = {" "}(menurut { $publisher }; catatan memuat { $recorded })
clause-source-none = {" "}(menurut { $publisher }; catatan belum memuat satu pun)
clause-day = {" "}({ $day })
item-count = { $what } ({ $figure })
item-day = { $figure } ({ $day })
more = { $figure } lainnya
more-in-annex = { $figure } lainnya (lampiran { $annex })
item-each = { $what } (masing-masing { $figure })

# What there is not
nothing = Catatan belum memuat keterangan tentang hal ini { $when }.
nothing-known = Catatan belum memuat keterangan tentang hal ini.
no-figures = Catatan belum memuat angka { $when } untuk: { $what }.
no-rows = Catatan belum memuat baris untuk lampiran ini { $when }.
vague-dates = { $n } catatan bertanggal terlalu umum untuk dihitung dalam periode ini.
also-stated = Angka ini juga disebut { $list }.
item-by = { $figure } ({ $publisher })
only-first = Hanya { $n } baris pertama yang ditampilkan; sisanya ada dalam register.
only-largest = Hanya { $n } proyek terbesar, bergiliran menurut mata uang, yang ditampilkan; baris terakhir menjumlahkan sisanya, dan semuanya ada dalam register.
stock-today = Kolom “berlaku” mencakup proyek yang berlaku hari ini, dengan modal pada akhir periode.

# How a figure was made
how-counted = { $n } catatan
how-counted-in = { $n }, dalam { $records } catatan
how-each = masing-masing { $n }, { $of }
how-summed = jumlah dari { $n } baris
how-sum = jumlah dari { $of }
how-difference = selisih dari { $of }
how-growth = perubahan antara { $of }
how-share = bagian: { $of }
how-per_head = per kapita: { $of }
how-conversion = dikonversi: { $of }
how-pace = target menurut laju tahun { $years }
how-forecast = perkiraan menurut laju tahun-tahun sebelumnya, empat dari lima kali dalam batas ini

# What is said of a disputed figure
remark-range = sumber menyebut { $low } hingga { $high }
remark-scale = perbedaan antarsumber mengarah pada salah satuan
remark-period = sumber mungkin merujuk pada periode yang berbeda
remark-definition = sumber mungkin menghitung hal yang berbeda
remark-revision = angka mungkin telah direvisi oleh sumber
remark-currency = sumber berbeda dalam mata uang
remark-parts = tidak sesuai dengan bagian-bagiannya
remark-share = tidak sesuai dengan persentase yang disebutkan
remark-series = menyimpang jauh dari deretnya sendiri
remark-plain = sumber berbeda pendapat

# Small numbers as they are written in a sentence
number-1 = satu
number-2 = dua
number-3 = tiga
number-4 = empat
number-5 = lima
number-6 = enam
number-7 = tujuh
number-8 = delapan
number-9 = sembilan
number-10 = sepuluh
