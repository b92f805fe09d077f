import django.core.validators
import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
import proxeny.missions.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('missions', '0001_missions_heads_briefings_reports'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('kind', models.CharField(choices=[('embassy', 'embassy'), ('consulate_general', 'consulate general'), ('consulate', 'consulate'), ('permanent_mission', 'permanent mission'), ('trade_office', 'trade office'), ('cultural_centre', 'cultural centre'), ('other', 'other mission')], db_index=True, default='embassy', max_length=20, verbose_name='kind')),
                ('country', models.CharField(db_index=True, max_length=2, verbose_name='host country')),
                ('city', models.CharField(blank=True, max_length=120, verbose_name='city')),
                ('accredited', models.JSONField(blank=True, default=list, validators=[proxeny.missions.models.check_countries], verbose_name='also accredited to')),
                ('address', models.TextField(blank=True, verbose_name='address')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('reports_every', models.CharField(blank=True, choices=[('quarter', 'every quarter'), ('half_year', 'every half-year'), ('year', 'every year')], max_length=10, verbose_name='reports')),
                ('reports_since', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='reports since')),
                ('reports_within', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days after the period')),
                ('reports_since_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('reports_since_latest', models.DateField(blank=True, editable=False, null=True)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='missions', to=settings.AUTH_USER_MODEL, verbose_name='contact in the office')),
                ('partner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mission_abroad', to='partners.partner', verbose_name='mission')),
            ],
            options={
                'verbose_name': 'mission abroad',
                'verbose_name_plural': 'missions abroad',
                'ordering': ['country', 'kind', 'reference'],
            },
        ),
        migrations.CreateModel(
            name='HeadOfMission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('begins', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='from')),
                ('ends', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='to')),
                ('term', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='term')),
                ('seen', models.JSONField(blank=True, default=list, verbose_name='seen in it')),
                ('accredited', models.JSONField(blank=True, default=list, validators=[proxeny.missions.models.check_countries], verbose_name='also accredited to')),
                ('begins_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('begins_latest', models.DateField(blank=True, editable=False, null=True)),
                ('ends_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('ends_latest', models.DateField(blank=True, editable=False, null=True)),
                ('term_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('term_latest', models.DateField(blank=True, editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='partners.person', verbose_name='person')),
                ('mission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heads', to='missions.mission')),
            ],
            options={
                'verbose_name': 'head of mission',
                'verbose_name_plural': 'heads of mission',
                'ordering': [models.OrderBy(models.F('begins_earliest'), descending=True, nulls_last=True), '-id'],
            },
        ),
        migrations.CreateModel(
            name='Briefing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('title', models.CharField(max_length=300, verbose_name='briefing')),
                ('held', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='dates')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('status', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('cancelled', 'cancelled')], db_index=True, default='held', max_length=10, verbose_name='state')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('answers_due', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='reports on it due')),
                ('related', models.JSONField(blank=True, default=list, verbose_name='belongs with')),
                ('held_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('held_latest', models.DateField(blank=True, editable=False, null=True)),
                ('answers_due_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('answers_due_latest', models.DateField(blank=True, editable=False, null=True)),
                ('people', models.ManyToManyField(blank=True, related_name='briefings', to='partners.person', verbose_name='people attending')),
                ('missions', models.ManyToManyField(blank=True, related_name='briefings', to='missions.mission', verbose_name='missions attending')),
            ],
            options={
                'verbose_name': 'briefing',
                'verbose_name_plural': 'briefings',
                'ordering': [models.OrderBy(models.F('held_earliest'), descending=True, nulls_last=True), 'title'],
            },
        ),
        migrations.CreateModel(
            name='MissionReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('period', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='period')),
                ('received', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='received')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('contacts_made', models.PositiveIntegerField(blank=True, null=True, verbose_name='contacts made')),
                ('investors_introduced', models.PositiveIntegerField(blank=True, null=True, verbose_name='investors introduced')),
                ('events_held', models.PositiveIntegerField(blank=True, null=True, verbose_name='events held')),
                ('introduced', models.JSONField(blank=True, default=list, verbose_name='came through the mission')),
                ('period_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('period_latest', models.DateField(blank=True, editable=False, null=True)),
                ('received_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('received_latest', models.DateField(blank=True, editable=False, null=True)),
                ('briefing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='missions.briefing', verbose_name='on the briefing')),
                ('mission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='missions.mission', verbose_name='mission')),
            ],
            options={
                'verbose_name': 'report of a mission',
                'verbose_name_plural': 'reports of missions',
                'ordering': [models.OrderBy(models.F('period_latest'), descending=True, nulls_last=True), models.OrderBy(models.F('received_earliest'), descending=True, nulls_last=True)],
                'indexes': [models.Index(fields=['mission', 'period_latest'], name='missions_mi_mission_954dad_idx')],
            },
        ),
    ]
