# Sentences of briefs, files and the profile.
title-partner-brief = { $partner } : relations avec { $city }
title-meeting-brief = Entretien avec { $partner }
title-heads-briefing = Dossier pour le chef de mission : { $partner }
title-visit-file = Dossier de visite : { $what }
title-investor-profile = { $city } pour les investisseurs
chapter-who = Qui ils sont
chapter-people = Qui nous rencontrons
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
who-country = { $partner } est un pays partenaire de { $city }.
who-in-country = { $partner } se trouve dans le pays suivant : { $country }.
who-since = Les relations avec { $city } datent de { $day }.
who-twin = C’est une ville jumelée.
who-friendship = C’est un partenaire d’amitié.
who-none = Le registre n’a ni pays, ni degré, ni début de relation.
people-list = Au { $day }, le registre connaît : { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (sans doute encore en poste)
people-unknown = { $figure }, { $role } (à vérifier)

# What was done
relations-agreements = { $figure } { $figure_n ->
        [one] accord est enregistré
       *[other] accords sont enregistrés, les plus récents
    } : { $list }.
relations-delegations = { $figure } { $figure_n ->
        [one] délégation est enregistrée
       *[other] délégations sont enregistrées, les plus récentes
    } : { $list }.
relations-events = { $figure } { $figure_n ->
        [one] manifestation est enregistrée
       *[other] manifestations sont enregistrées, les plus récentes
    } : { $list }.
relations-projects = { $figure } { $figure_n ->
        [one] projet est enregistré
       *[other] projets sont enregistrés, les plus récents
    } : { $list }.
relations-aid = { $figure } { $figure_n ->
        [one] dossier d’aide est enregistré
       *[other] dossiers d’aide sont enregistrés, les plus récents
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
talking-coming = Préparer ensemble ce qui vient : { $list }.
talking-none = Le registre ne montre rien d’ouvert avec ce partenaire.

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
calls-list = { $figure } { $figure_n ->
        [one] projet est proposé
       *[other] projets sont proposés
    } : { $list }.
