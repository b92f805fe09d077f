mentions-name = Penyebutan
mentions-about = Berapa banyak dokumen dalam arsip yang menyebut suatu mitra, per bulan dan bahasa.
mentions-title = Dokumen yang menyebut { $who }
mentions-said = { $count } dokumen, dari { $first } sampai { $last }.
mentions-language = Bahasa
mentions-documents = Dokumen
mentions-note = Yang dihitung ialah dokumen dalam arsip, masing-masing sekali pada bulannya, berapa kali pun nama itu disebut. Suatu negara juga disebut lewat tempat mana pun di dalamnya. Sumber yang dipantau menentukan apa yang dihitung; nada dokumen tidak dinilai.
mentions-empty = Belum ada dokumen bertanggal dalam arsip yang menyebut { $who }. Apa yang dipantau atau ditambahkan dan menyebutnya dihitung di sini.
