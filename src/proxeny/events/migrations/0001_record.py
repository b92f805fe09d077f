import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('events', '0001_initial'),
        ('events', '0002_states_paper_programme_participants'),
        ('events', '0003_indexes_of_years_and_reports'),
        ('events', '0004_index_of_a_year'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_record'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('awarded_by', models.CharField(blank=True, max_length=200, verbose_name='awarded by')),
                ('recipient', models.CharField(blank=True, max_length=200, verbose_name='recipient')),
                ('direction', models.CharField(choices=[('received', 'received'), ('given', 'given')], default='received', max_length=8, verbose_name='direction')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='date')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partners', models.ManyToManyField(blank=True, related_name='awards', to='partners.partner', verbose_name='partners')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': [models.OrderBy(models.F('date_earliest'), descending=True, nulls_last=True), 'title'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('kind', models.CharField(choices=[('conference', 'conference'), ('summit', 'summit'), ('congress', 'congress'), ('meeting', 'meeting'), ('talk', 'talk'), ('press_conference', 'press conference'), ('fair', 'fair'), ('exhibition', 'exhibition'), ('festival', 'festival'), ('campaign', 'campaign'), ('celebration', 'celebration'), ('ceremony', 'ceremony'), ('signing', 'signing'), ('other', 'other')], db_index=True, max_length=20, verbose_name='kind')),
                ('status', models.CharField(choices=[('idea', 'idea'), ('agreed', 'agreed in principle'), ('filed', 'filed'), ('consulting', 'opinions asked'), ('planned', 'planned'), ('announced', 'announced'), ('permitted', 'permitted'), ('held', 'held'), ('reported', 'reported'), ('refused', 'refused'), ('postponed', 'postponed'), ('cancelled', 'cancelled')], default='held', max_length=10, verbose_name='state')),
                ('dates', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='dates')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('format', models.CharField(blank=True, choices=[('on_site', 'on site'), ('online', 'online'), ('hybrid', 'on site and online')], max_length=8, verbose_name='format')),
                ('organiser', models.CharField(blank=True, max_length=300, verbose_name='organiser')),
                ('foreign_organiser', models.CharField(blank=True, max_length=300, verbose_name='foreign co-organiser')),
                ('reason', models.TextField(blank=True, verbose_name='reason, and the name used')),
                ('aim', models.TextField(blank=True, verbose_name='aim')),
                ('content', models.TextField(blank=True, verbose_name='content')),
                ('tours', models.TextField(blank=True, verbose_name='visits and tours')),
                ('attendance', models.TextField(blank=True, verbose_name='who attends')),
                ('permitted_by', models.CharField(blank=True, max_length=200, verbose_name='permitting level')),
                ('in_plan', models.BooleanField(blank=True, null=True, verbose_name='in the yearly plan')),
                ('cost', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='cost')),
                ('cost_currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('cost_source', models.CharField(blank=True, max_length=200, verbose_name='paid by')),
                ('report_due', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='report due')),
                ('report_number', models.CharField(blank=True, max_length=60, verbose_name='report no.')),
                ('outcomes', models.JSONField(blank=True, default=list, verbose_name='outcomes')),
                ('dates_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('dates_latest', models.DateField(blank=True, editable=False, null=True)),
                ('report_due_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('report_due_latest', models.DateField(blank=True, editable=False, null=True)),
                ('leaders', models.ManyToManyField(blank=True, related_name='events_led', to='partners.person', verbose_name='leaders who take part')),
                ('partners', models.ManyToManyField(blank=True, related_name='events', to='partners.partner', verbose_name='partners')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': [models.OrderBy(models.F('dates_earliest'), descending=True, nulls_last=True), 'title'],
                'indexes': [models.Index(fields=['status', 'dates_earliest'], name='event_by_state'), models.Index(fields=['dates_latest', 'dates_earliest', 'mark'], name='events_of_a_year'), models.Index(fields=['report_due_latest'], name='events_by_report')],
            },
        ),
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('of', models.CharField(max_length=60, verbose_name='of')),
                ('is_planned', models.BooleanField(default=False, verbose_name='planned')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='events.event')),
            ],
            options={
                'verbose_name': 'count',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('event', 'of', 'is_planned'), name='one_count')],
            },
        ),
        migrations.CreateModel(
            name='Backer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('co_organiser', 'co-organiser'), ('sponsor', 'sponsor'), ('supporter', 'supporter in kind')], max_length=12, verbose_name='role')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='country')),
                ('amount', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='amount')),
                ('amount_currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('in_kind', models.CharField(blank=True, max_length=300, verbose_name='in kind')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.partner', verbose_name='partner')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backers', to='events.event')),
            ],
            options={
                'verbose_name': 'organiser or sponsor',
                'verbose_name_plural': 'organisers and sponsors',
                'ordering': ['role', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation', models.CharField(blank=True, max_length=300, verbose_name='organisation')),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='post')),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='country')),
                ('origin', models.CharField(blank=True, choices=[('home', 'from home'), ('resident', 'foreign, lives here'), ('abroad', 'from abroad')], max_length=8, verbose_name='comes from')),
                ('role', models.CharField(blank=True, max_length=100, verbose_name='role')),
                ('is_vip', models.BooleanField(default=False, verbose_name='guest of honour')),
                ('came', models.BooleanField(blank=True, null=True, verbose_name='came')),
                ('registration', models.CharField(blank=True, max_length=60, verbose_name='registration no.')),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='source')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='events.event')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['-is_vip', 'name', 'id'],
                'indexes': [models.Index(fields=['event', 'name'], name='participant_by_event')],
            },
        ),
        migrations.CreateModel(
            name='ParticipantFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('data', models.BinaryField(default=bytes)),
                ('mapping', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('draft', 'looked at'), ('written', 'brought in')], default='draft', max_length=8, verbose_name='state')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participant_files', to='events.event')),
            ],
            options={
                'verbose_name': 'file of participants',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('kind', models.CharField(choices=[('opening', 'opening'), ('plenary', 'plenary'), ('session', 'session'), ('side_event', 'side event'), ('tour', 'visit or tour'), ('reception', 'reception'), ('press', 'press'), ('closing', 'closing')], default='session', max_length=10, verbose_name='kind')),
                ('day', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='day')),
                ('begins', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('ends', models.TimeField(blank=True, null=True, verbose_name='to')),
                ('room', models.CharField(blank=True, max_length=200, verbose_name='room')),
                ('chair', models.CharField(blank=True, max_length=200, verbose_name='chair')),
                ('speakers', models.JSONField(blank=True, default=list, verbose_name='speakers')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('day_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('day_latest', models.DateField(blank=True, editable=False, null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='events.event')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['day_earliest', 'begins', 'id'],
            },
        ),
    ]
