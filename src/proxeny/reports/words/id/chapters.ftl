# Sentences of the chapters, in their order.

# The city in figures
context-growth = { $When }, produk domestik regional bruto (GRDP) { $city } tumbuh { $figure }{ $compared }.
context-grdp = Nilai GRDP mencapai { $figure }{ $compared }.
context-per-head = GRDP per kapita sebesar { $figure }{ $compared }.
context-revenue = Pendapatan anggaran mencapai { $figure }{ $compared }.
context-revenue-plan = Dibandingkan rencana, pendapatan anggaran mencapai { $figure }{ $compared }.

# Delegations
delegations-out = { $When }, { $city } mengirim { $figure } delegasi pimpinan kota ke luar negeri{ $compared }{ $source }.
delegations-out-recorded = { $When }, catatan memuat { $figure } delegasi { $city } ke luar negeri{ $compared }.
delegations-out-parts = Di antaranya, { $led } delegasi dipimpin oleh pimpinan kota dan { $accompanying } mendampingi pimpinan Partai dan Negara.
delegations-out-parts-alone = Menurut sumber, { $led } delegasi dipimpin oleh pimpinan kota dan { $accompanying } mendampingi pimpinan Partai dan Negara.
delegations-out-led = { $figure } delegasi dipimpin oleh pimpinan kota{ $compared }.
delegations-out-accompanying = { $figure } delegasi mendampingi pimpinan Partai dan Negara{ $compared }.
delegations-out-to = Delegasi yang tercatat menuju { $list }.
delegations-in = Kota ini menerima { $figure } delegasi internasional{ $compared }{ $source }.
delegations-in-recorded = Catatan memuat { $figure } delegasi tamu{ $compared }.
delegations-in-high = Kota ini menyambut { $figure } delegasi tingkat tinggi atau resmi{ $compared }.
delegations-in-from = Tamu yang tercatat datang dari { $list }.

# Agreements
agreements-signed = { $When }, { $city } menandatangani { $figure } perjanjian kerja sama internasional{ $compared }{ $source }.
agreements-recorded = { $When }, catatan memuat { $figure } perjanjian yang ditandatangani{ $compared }.
agreements-list = Yang tercatat: { $list }.
agreements-partners = Kota ini menjalin hubungan dengan { $figure } kota mitra{ $compared }.
agreements-in-force = Pada akhir periode, { $figure } perjanjian dalam catatan masih berlaku.

# Conferences
conferences-stated = { $When }, { $city } menyelenggarakan { $figure } acara hubungan luar negeri{ $compared }.
conferences-recorded = Catatan memuat { $figure } konferensi dan pertemuan{ $compared }.
conferences-list = Yaitu: { $list }.

# Economic diplomacy
fdi-registered = { $When }, { $city } menarik penanaman modal asing (FDI) terdaftar sebesar { $figure }{ $compared }.
fdi-parts = Rinciannya: { $list }.
fdi-part-new = { $figure } untuk proyek baru
fdi-part-added = { $figure } tambahan modal proyek berjalan
fdi-part-purchased = { $figure } melalui pembelian saham
fdi-projects = { $figure } proyek baru memperoleh izin{ $compared }.
fdi-disbursed = Realisasi modal mencapai { $figure }{ $compared }.
fdi-stock = Total modal asing yang masih berlaku sebesar { $figure }{ $day }.
fdi-rank = Kota ini menempati peringkat ke-{ $figure } nasional dalam penanaman modal asing.
fdi-growth = Menurut sumber, modal terdaftar berubah { $figure }.
fdi-recorded = Buku modal dalam catatan memuat { $figure }, dalam { $movements } mutasi modal.
fdi-partners = Menurut buku modal, penanam modal terbesar berasal dari { $list }.
trade-exports = Ekspor mencapai { $figure }{ $compared }.
trade-imports = Impor mencapai { $figure }{ $compared }.
trade-turnover = Ekspor dan impor secara keseluruhan disebutkan { $figure }{ $compared }.
tourism-visitors = Kota ini dikunjungi { $figure } wisatawan{ $compared }.
tourism-international = Wisatawan mancanegara berjumlah { $figure }{ $compared }.
tourism-revenue = Penerimaan pariwisata mencapai { $figure }{ $compared }.

# Culture and image
culture-recorded = { $When }, catatan memuat { $figure } festival, pameran, dan kampanye{ $compared }.
culture-list = Di antaranya: { $list }.
culture-awards-received = Kota ini menerima { $figure } penghargaan: { $list }.
culture-awards-given = Kota ini memberikan { $figure } penghargaan kepada mitra asing: { $list }.

# Aid
aid-received = { $When }, { $city } menerima bantuan luar negeri senilai { $figure }{ $compared }.
aid-programmes = Sumber menyebut { $figure } program dan proyek bantuan{ $compared }.
aid-recorded-received = Catatan memuat { $figure } bantuan yang diterima{ $list }.
aid-recorded-given = Untuk bantuan kepada mitra, catatan memuat { $figure }{ $list }.
aid-sums = , senilai { $list } sejauh sumber menyebut jumlahnya

# Missions and citizens
missions-kept = Catatan memuat { $figure } perwakilan di luar negeri yang bekerja sama dengan kota ini.
missions-briefings = { $When }, tercatat { $figure } pertemuan kerja dengan kepala perwakilan: { $list }.
missions-reports = { $figure } laporan dari perwakilan diterima.
missions-citizens = Catatan tidak memuat perkara konsuler, paspor, atau kartu perjalanan; angkanya dari kantor yang berwenang.

# Results against the plan
targets-stated = { $When }, { $met } dari { $total } target rencana tercapai{ $exceeded }.
targets-exceeded = , { $figure } di antaranya terlampaui
targets-recorded = { $total } target dalam catatan, menurut sumber: { $list }.
targets-part-exceeded = { $figure } terlampaui
targets-part-met = { $figure } tercapai
targets-part-not_met = { $figure } tidak tercapai
targets-part-open = { $figure } tanpa hasil yang disebutkan

# Difficulties and proposals
difficulties-overdue = Dari komitmen yang jatuh tempo sampai akhir periode, { $figure } masih terbuka per { $day }: { $list }.
difficulties-reports = { $figure } laporan perjalanan dalam periode ini terlambat: { $list }.
difficulties-disputed = Sumber berbeda mengenai { $figure } angka periode ini: { $list }.
difficulties-ended = Masa berlaku { $figure } perjanjian berakhir dalam periode ini tanpa perpanjangan yang tercatat: { $list }.
difficulties-not-made = { $figure } delegasi dan acara yang direncanakan ditolak, ditunda, atau dibatalkan: { $list }.
difficulties-missed = Menurut sumber, { $figure } target tidak tercapai: { $list }.
difficulties-none = { $When }, catatan tidak menunjukkan hal yang lewat tenggat, ditolak, atau diperselisihkan.
propose-overdue = Diusulkan agar setiap komitmen yang lewat tenggat diberi tanggal dan penanggung jawab baru, atau dihentikan dengan alasan.
propose-reports = Unit terkait diminta menyampaikan laporannya.
propose-disputed = Instansi penerbit angka diminta menyepakati satu angka sebelum laporan ditandatangani.
propose-ended = Untuk setiap perjanjian ini perlu diputuskan apakah diperpanjang, diganti, atau dibiarkan berakhir.

# The period to come
ahead-delegations = { $Next }, tercatat { $figure } delegasi: { $list }.
ahead-events = { $Next }, tercatat { $figure } acara: { $list }.
ahead-expiring = Masa berlaku { $figure } perjanjian berakhir: { $list }.
ahead-commitments = { $figure } komitmen jatuh tempo: { $list }.
ahead-targets = Rencana menetapkan { $figure } target: { $list }.
item-target = { $what }: { $figure }

# Where targets stand, and what is probably missing
targets-so-far = Capaian target tahun ini: { $list }.
targets-reached = { $what } mencapai { $figure } per { $day }, dari target { $aim }{ $expected }{ $forecast }
targets-expected = , sedangkan lazimnya saat itu sekitar { $figure }
targets-forecast = , dengan perkiraan { $figure } hingga akhir tahun
item-gap = { $what } (menurut sumber { $stated }, tercatat { $recorded })
difficulties-gap-missing = Angka sumber lebih besar daripada yang tercatat: { $list }.
difficulties-gap-more = Yang tercatat lebih banyak daripada angka sumber: { $list }.
propose-gaps = Unit terkait diminta melengkapi catatan atau menjelaskan cara penghitungannya.

# Pictures
picture-fdi-years = Investasi asing terdaftar di { $city }, { $first }–{ $last }
picture-delegations = Delegasi dalam catatan menurut bulan mulainya, bila diketahui
picture-delegations-out = Ke luar
picture-delegations-in = Diterima
picture-stock = Investasi asing yang berlaku menurut mitra, proyek dalam catatan per { $day }
