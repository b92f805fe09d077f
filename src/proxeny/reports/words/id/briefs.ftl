# Sentences of briefs, files and the profile.
title-partner-brief = { $partner }: hubungan dengan { $city }
title-meeting-brief = Bahan pertemuan dengan { $partner }
title-heads-briefing = Bahan untuk kepala perwakilan: { $partner }
title-visit-file = Berkas kunjungan: { $what }
title-investor-profile = { $city } bagi penanam modal
chapter-who = Profil mitra
chapter-people = Tokoh kunci
chapter-met = Siapa yang ditemui
chapter-relations = Kerja sama yang telah berjalan
chapter-numbers = Angka
chapter-promised = Yang telah dijanjikan
chapter-talking = Pokok pembicaraan
chapter-sensitive = Hal peka
chapter-ask = Yang kami minta
chapter-visit = Kunjungan
chapter-programme = Acara
chapter-calls = Proyek terbuka bagi penanam modal

# Who they are
who-country = { $partner } adalah negara mitra { $city }.
who-in-country = { $partner } berada di { $country }.
who-since = Hubungan dengan { $city } terjalin sejak { $day }.
who-twin = Ini kota kembar.
who-friendship = Ini mitra persahabatan.
who-none = Negara, tingkat, dan awal hubungan belum tercatat.
people-list-certain = Menjabat per { $day }: { $list }.
people-list-likely = Kemungkinan masih menjabat: { $list }.
people-list-unknown = Jabatan terakhir yang diketahui, perlu diperiksa: { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (kemungkinan masih menjabat)
people-unknown = { $figure }, { $role } (perlu diperiksa)

# What was done
relations-agreements = Tercatat { $figure } perjanjian, yang terbaru: { $list }.
relations-delegations = Tercatat { $figure } delegasi, yang terbaru: { $list }.
relations-events = Tercatat { $figure } acara, yang terbaru: { $list }.
relations-projects = Tercatat { $figure } proyek, yang terbaru: { $list }.
relations-aid = Tercatat { $figure } bantuan, yang terbaru: { $list }.
numbers-latest = Angka terbaru dalam catatan: { $list }.
item-figure = { $what } { $figure } ({ $day })

# What was promised
promised-ours = Dari pihak { $city }, { $figure } janji masih terbuka: { $list }.
promised-theirs = Dari pihak mitra, { $figure } janji masih terbuka: { $list }.
promised-unsaid = { $figure } janji terbuka tanpa keterangan pihak yang berjanji: { $list }.

# Talking points
talking-late-ours = Sampaikan perkembangan janji kita yang terlambat: { $list }.
talking-late-theirs = Tanyakan janji mereka yang terlambat: { $list }.
talking-expiring = Sepakati kelanjutan perjanjian yang berakhir dalam setahun: { $list }.
talking-ended = Putuskan perjanjian yang telah habis masa berlakunya: { $list }.
talking-negotiating = Lanjutkan perundingan naskah: { $list }.
talking-coming-visits = Persiapkan kunjungan mendatang: { $list }.
talking-coming-events = Persiapkan bersama acara mendatang: { $list }.
talking-none = Tidak ada hal terbuka dengan mitra ini.

# Sensitive points
sensitive-disputed = Sumber berbeda mengenai { $list }.
sensitive-not-made = Ditolak atau dibatalkan: { $list }.
sensitive-closed = Tidak untuk umum: { $list }.
sensitive-none = Pada tingkat izin ini tidak tercatat hal peka.
ask-open = Membantu agar janji mitra ditepati: { $list }.
ask-texts = Mendukung naskah yang dirundingkan: { $list }.
ask-calls = Memperkenalkan proyek yang terbuka bagi penanam modal: { $list }.

# The visit
visit-facts = { $figure } ({ $day }).
visit-purpose = Tujuan: { $what }.
visit-members = Anggota delegasi: { $list }.
visit-met = Yang ditemui: { $list }.
h-day = Hari
h-hour = Jam
h-attends = Yang hadir
calls-list = { $city } menawarkan { $figure } proyek kepada penanam modal: { $list }.
