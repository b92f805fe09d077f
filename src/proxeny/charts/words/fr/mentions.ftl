mentions-name = Mentions
mentions-about = Combien de documents du dossier citent un partenaire, par mois et par langue.
mentions-title = Documents qui citent { $who }
mentions-said = { $count ->
    [one] Un document
   *[other] { $count } documents
}, de { $first } à { $last }.
mentions-language = Langue
mentions-documents = Documents
mentions-note = Sont comptés les documents du dossier, chacun une fois dans son mois, quel que soit le nombre de citations. Un pays est aussi cité par tout lieu qui s'y trouve. Les sources suivies décident de ce qui est compté ; le ton des documents n'est pas jugé.
mentions-empty = Aucun document daté du dossier ne cite { $who }. Ce qui est suivi ou ajouté et le cite sera compté ici.
