# Sentences of briefs, files and the profile.
title-partner-brief = { $partner } : relations avec { $city }
title-meeting-brief = Entretien : { $partner }
title-heads-briefing = Dossier pour le chef de mission : { $partner }
title-visit-file = Dossier de visite : { $what }
title-investor-profile = { $city } pour les investisseurs
chapter-who = Qui ils sont
chapter-people = Personnes clés
chapter-met = Qui nous rencontrons
chapter-relations = Ce qui a été fait ensemble
chapter-numbers = Chiffres
chapter-promised = Ce qui a été promis
chapter-talking = Points à aborder
chapter-sensitive = Points sensibles
chapter-ask = Ce que nous demandons
chapter-visit = La visite
chapter-programme = Programme
chapter-calls = Projets ouverts aux investisseurs

# Who they are
who-country = Pays partenaire de { $city } : { $partner }.
who-in-country = { $partner } (pays : { $country }).
who-since = Les relations avec { $city } datent de { $day }.
who-twin = C’est une ville jumelée.
who-friendship = C’est un partenaire d’amitié.
who-none = Ni le pays, ni le degré, ni le début des relations ne sont enregistrés.
people-list-certain = En poste au { $day } : { $list }.
people-list-likely = Sans doute encore en poste : { $list }.
people-list-unknown = Dernier poste connu, à vérifier : { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (sans doute encore en poste)
people-unknown = { $figure }, { $role } (à vérifier)

# What was done
relations-agreements = On compte { $figure } { $figure_n ->
        [one] accord enregistré
       *[other] accords enregistrés, en dernier lieu
    } : { $list }.
relations-delegations = On compte { $figure } { $figure_n ->
        [one] délégation enregistrée
       *[other] délégations enregistrées, en dernier lieu
    } : { $list }.
relations-events = On compte { $figure } { $figure_n ->
        [one] manifestation enregistrée
       *[other] manifestations enregistrées, en dernier lieu
    } : { $list }.
relations-projects = On compte { $figure } { $figure_n ->
        [one] projet enregistré
       *[other] projets enregistrés, en dernier lieu
    } : { $list }.
relations-aid = On compte { $figure } { $figure_n ->
        [one] dossier d’aide enregistré
       *[other] dossiers d’aide enregistrés, en dernier lieu
    } : { $list }.
numbers-latest = Derniers chiffres enregistrés : { $list }.
item-figure = { $what } { $figure } ({ $day })

# What was promised
promised-ours = Du côté de { $city }, { $figure } { $figure_n ->
        [one] promesse reste ouverte
       *[other] promesses restent ouvertes
    } : { $list }.
promised-theirs = De l’autre côté, { $figure } { $figure_n ->
        [one] promesse reste ouverte
       *[other] promesses restent ouvertes
    } : { $list }.
promised-unsaid = Pour { $figure } { $figure_n ->
        [one] promesse ouverte
       *[other] promesses ouvertes
    }, le registre ne dit pas de qui { $figure_n ->
        [one] elle vient
       *[other] elles viennent
    } : { $list }.

# Talking points
talking-late-ours = Dire où nous en sommes de nos promesses en retard : { $list }.
talking-late-theirs = Demander où en sont leurs promesses en retard : { $list }.
talking-expiring = Convenir de la suite des accords qui prennent fin d’ici un an : { $list }.
talking-ended = Décider du sort des accords arrivés à terme : { $list }.
talking-negotiating = Faire avancer les textes en négociation : { $list }.
talking-coming-visits = Préparer les visites à venir : { $list }.
talking-coming-events = Préparer ensemble les manifestations à venir : { $list }.
talking-none = Rien n’est en suspens avec ce partenaire.

# Sensitive points
sensitive-disputed = Les sources sont en désaccord sur { $list }.
sensitive-not-made = Refusé ou annulé : { $list }.
sensitive-closed = À ne pas diffuser : { $list }.
sensitive-none = À ce niveau d’habilitation, le registre ne montre aucun point sensible.
ask-open = Aider à ce que les promesses du partenaire soient tenues : { $list }.
ask-texts = Appuyer les textes en négociation : { $list }.
ask-calls = Faire connaître les projets ouverts aux investisseurs : { $list }.

# The visit
visit-facts = { $figure } ({ $day }).
visit-purpose = Objet : { $what }.
visit-members = Composition : { $list }.
visit-met = Personnes rencontrées : { $list }.
h-day = Jour
h-hour = Heure
h-attends = Présents
calls-list = { $city } propose { $figure } { $figure_n ->
        [one] projet
       *[other] projets
    } aux investisseurs : { $list }.
