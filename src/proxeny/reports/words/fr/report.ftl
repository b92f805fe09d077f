# The frame of a report: titles, periods, clauses, remarks.
when-year = en { $year }
when-first-months = au cours des { $months } premiers mois de { $year }
when-last-months = au cours des { $months } derniers mois de { $year }
when-period = sur la période { $period }
than-year = qu’en { $year }
than-first-months = qu’au cours des { $months } premiers mois de { $year }
than-last-months = qu’au cours des { $months } derniers mois de { $year }
than-period = que sur la période { $period }
list-and = {" "}et{" "}
list-apart = {" ; "}

# Titles
title-yearly = Rapport sur l’action extérieure de { $city } { $when }
title-nine-month = Rapport sur l’action extérieure de { $city } { $when }
title-six-month = Rapport sur l’action extérieure de { $city } { $when }
title-period = Rapport sur l’action extérieure de { $city } { $when }
subtitle = D’après le registre au { $day }
note-origin = Les chiffres publiés par une source, ceux qui en sont calculés et ceux comptés dans le registre sont distingués ; chacun renvoie à ce qui le fonde.
chapter-context = La ville en chiffres
chapter-delegations = Délégations envoyées et reçues
chapter-agreements = Accords internationaux et partenaires
chapter-conferences = Conférences et réunions
chapter-economy = Diplomatie économique
chapter-culture = Diplomatie culturelle et image de la ville
chapter-aid = Aide extérieure
chapter-missions = Missions à l’étranger et affaires consulaires
chapter-targets = Résultats au regard du plan
chapter-difficulties = Difficultés et propositions
chapter-ahead = Période à venir

# Clauses put into sentences
clause-after = , après { $before } { $than }
clause-up = , en hausse de { $change } par rapport à { $before } { $than }
clause-down = , en baisse de { $change } par rapport à { $before } { $than }
clause-level = , comme { $than }
clause-against = , contre { $before } { $than }
clause-more = , soit { $difference } de plus { $beyond }
clause-fewer = , soit { $difference } de moins { $beyond }
clause-same = , autant { $than }
clause-source = {" "}(selon { $publisher } ; le registre en compte { $recorded })
clause-source-none = {" "}(selon { $publisher } ; le registre n’en compte aucun)
clause-day = {" "}({ $day })
item-count = { $what } ({ $figure })
item-day = { $figure } ({ $day })
more = { $figure } { $figure_n ->
        [one] autre
       *[other] autres
    }
more-in-annex = { $figure } { $figure_n ->
        [one] autre
       *[other] autres
    } (annexe { $annex })
item-each = { $what } ({ $figure } chacun)

# What there is not
nothing = Le registre ne contient rien à ce sujet { $when }.
nothing-known = Le registre ne contient rien à ce sujet.
no-figures = Le registre ne contient aucun chiffre { $when } pour : { $what }.
no-rows = Le registre n’a aucune ligne pour cette annexe { $when }.
vague-dates = { $n ->
        [one] { $n } enregistrement porte une date
       *[other] { $n } enregistrements portent une date
    } trop vague pour être compté dans cette période.
also-stated = Ce chiffre est aussi donné à { $list }.
item-by = { $figure } ({ $publisher })
only-first = Seules les { $n } premières lignes figurent ici ; les autres sont au registre.
only-largest = Seuls les { $n } plus grands projets, pris tour à tour dans chaque monnaie, figurent ici ; la dernière ligne additionne les autres, que le registre contient tous.
stock-today = Le stock est celui des projets en vigueur aujourd’hui, avec leur capital à la fin de la période.

# How a figure was made
how-counted = { $n ->
        [one] { $n } enregistrement
       *[other] { $n } enregistrements
    }
how-counted-in = { $n }, dans { $records } enregistrement(s)
how-each = { $n } pour chacun, { $of }
how-summed = somme de { $n } ligne(s)
how-sum = somme de { $of }
how-difference = différence de { $of }
how-growth = variation entre { $of }
how-share = part : { $of }
how-per_head = par habitant : { $of }
how-conversion = converti : { $of }
how-pace = l’objectif, au rythme de { $years }
how-forecast = prévision d’après le rythme des années précédentes, quatre fois sur cinq dans ces bornes

# What is said of a disputed figure
remark-range = les sources donnent de { $low } à { $high }
remark-scale = l’écart entre les sources fait penser à une erreur d’échelle
remark-period = les sources parlent peut-être de périodes différentes
remark-definition = les sources ne comptent peut-être pas la même chose
remark-revision = une source a peut-être révisé le chiffre
remark-currency = les sources diffèrent sur la monnaie
remark-parts = il ne correspond pas à la somme de ses parties
remark-share = il ne correspond pas à la part indiquée
remark-series = il s’écarte fortement de sa propre série
remark-plain = les sources sont en désaccord

# Small numbers as they are written in a sentence
number-1 = une
number-2 = deux
number-3 = trois
number-4 = quatre
number-5 = cinq
number-6 = six
number-7 = sept
number-8 = huit
number-9 = neuf
number-10 = dix
