mentions-name = Mentions
mentions-about = How many documents on record name a partner, by month and language.
mentions-title = Documents that name { $who }
mentions-said = { $count ->
    [one] One document
   *[other] { $count } documents
} from { $first } to { $last }.
mentions-language = Language
mentions-documents = Documents
mentions-note = Counted are the documents on record, each once in its month, however often it says the name. A country is named by any place in it too. Which sources are watched decides what is counted; how they speak of the partner is not judged.
mentions-empty = No document on record names { $who } and has a date. What is watched or added and names it is counted here.
