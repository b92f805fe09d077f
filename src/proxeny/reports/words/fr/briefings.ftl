# Dossiers : le partenaire registre par registre, la rencontre, la mention portée sur le papier.
chapter-summary = En bref
chapter-series = La relation en chiffres
chapter-milestones = Dates marquantes
chapter-held-agreements = Accords
chapter-visits = Visites
chapter-events = Manifestations
chapter-projects = Projets d’investissement
chapter-aid-given = Aide
chapter-meeting = La rencontre
chapter-raise = Ce que nous voulons évoquer
summary-held = Entre { $city } et ce partenaire, on compte { $list }.
summary-agreements = { $figure } { $figure_n ->
        [one] accord
       *[other] accords
    }
summary-visits = { $figure } { $figure_n ->
        [one] visite
       *[other] visites
    }
summary-events = { $figure } { $figure_n ->
        [one] manifestation
       *[other] manifestations
    }
summary-projects = { $figure } { $figure_n ->
        [one] projet
       *[other] projets
    } d’investissement
summary-aid = { $figure } { $figure_n ->
        [one] aide
       *[other] aides
    }
summary-figures = Chiffres clés : { $list }.
summary-latest-agreement = Le dernier accord : { $figure } ({ $day }).
summary-latest-visit = La dernière visite : { $figure } ({ $day }).
milestone-signed = Signature : { $figure }
milestones-map = Situation
milestones-where = Carte du monde : { $partner } et { $city }
table-latest = Les { $shown } plus récents, sur { $figure } :
table-all = Au total, { $figure } :
agreements-unsigned = Les textes qui ne sont pas encore signés ne sont pas comptés.
until = jusqu’au { $day }
h-direction = Sens
h-kind-event = Manifestation
direction-out = envoyée
direction-in = reçue
aid-received = reçue
aid-given = donnée
meeting-with = Entretien ({ $partner }) : le { $day }, lieu : { $place }.
meeting-day = Entretien ({ $partner }) : le { $day }.
meeting-place = Entretien ({ $partner }) : lieu : { $place }.
met-list = Nous rencontrons { $list }.
met-post = { $figure }, { $role }
met-bare = { $figure }
choice-remark = chiffre retenu de { $publisher } : { $reason }
frame-mark-1 = INTERNE
frame-mark-2 = CONFIDENTIEL
choice-computed = calculé sur le chiffre du registre, { $value }
