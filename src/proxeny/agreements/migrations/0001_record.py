import django.db.models.deletion
import proxeny.agreements.models
import proxeny.core.fields
import proxeny.core.records
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('agreements', '0001_initial'),
        ('agreements', '0002_acts_clauses_and_texts'),
    ]

    dependencies = [
        ('documents', '0001_record'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('kind', models.CharField(choices=[('mou', 'memorandum of understanding'), ('cooperation_agreement', 'cooperation agreement'), ('twinning', 'twinning'), ('programme', 'programme of cooperation'), ('minutes', 'minutes of talks'), ('membership', 'membership'), ('contract', 'contract'), ('lease', 'lease'), ('project', 'project agreement'), ('other', 'other')], db_index=True, max_length=24, verbose_name='type')),
                ('parties', models.JSONField(blank=True, default=list, verbose_name='parties as named')),
                ('fields_of_work', models.JSONField(blank=True, default=list, verbose_name='fields of work')),
                ('status', proxeny.agreements.models.StateField(choices=[('idea', 'idea'), ('negotiating', 'under negotiation'), ('draft', 'draft'), ('consulting', 'opinions asked'), ('revised', 'revised'), ('submitted', 'submitted'), ('approved', 'approved'), ('signed', 'signed'), ('in_force', 'in force'), ('amended', 'amended'), ('extended', 'extended'), ('suspended', 'suspended'), ('expired', 'expired'), ('terminated', 'terminated'), ('superseded', 'superseded'), ('dormant', 'dormant'), ('withdrawn', 'withdrawn'), ('refused', 'refused'), ('unknown', 'not known')], db_index=True, default='idea', max_length=12, verbose_name='state')),
                ('proposer', models.CharField(blank=True, max_length=200, verbose_name='proposing unit')),
                ('capacity', models.CharField(blank=True, max_length=200, verbose_name='signing capacity')),
                ('signed', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='signed')),
                ('entry_into_force', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='entry into force')),
                ('term', models.CharField(blank=True, max_length=120, verbose_name='term')),
                ('expires', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='expires')),
                ('ended', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='terminated from')),
                ('renewal', models.CharField(blank=True, choices=[('', 'not stated'), ('none', 'it ends'), ('tacit', 'renewed tacitly unless notice is given'), ('agreed', 'renewed by agreement of the parties')], max_length=8, verbose_name='renewal')),
                ('renewal_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='renewed for, in months')),
                ('notice', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='notice to be given before')),
                ('notice_unit', models.CharField(choices=[('days', 'days'), ('months', 'months')], default='months', max_length=6, verbose_name='notice counted in')),
                ('approved_by', models.CharField(blank=True, max_length=200, verbose_name='approving level')),
                ('delegated', models.BooleanField(blank=True, null=True, verbose_name='signed by delegation')),
                ('languages', models.CharField(blank=True, max_length=120, verbose_name='languages of the text')),
                ('authentic', models.CharField(blank=True, max_length=120, verbose_name='authentic texts')),
                ('prevailing', models.CharField(blank=True, max_length=60, verbose_name='text that prevails')),
                ('in_plan', models.BooleanField(blank=True, null=True, verbose_name='in the yearly plan')),
                ('at_high_level_visit', models.BooleanField(blank=True, null=True, verbose_name='signed during a high-level visit')),
                ('signed_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('signed_latest', models.DateField(blank=True, editable=False, null=True)),
                ('entry_into_force_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('entry_into_force_latest', models.DateField(blank=True, editable=False, null=True)),
                ('expires_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('expires_latest', models.DateField(blank=True, editable=False, null=True)),
                ('ended_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('ended_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partners', models.ManyToManyField(blank=True, related_name='agreements', to='partners.partner', verbose_name='partners')),
                ('signed_by', models.ManyToManyField(blank=True, related_name='signatures', to='partners.person', verbose_name='signatories')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': [models.OrderBy(models.F('signed_earliest'), descending=True, nulls_last=True), 'title'],
                'indexes': [models.Index(fields=['expires_latest'], name='agreement_expires')],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('deed', models.CharField(choices=[('propose', 'proposal'), ('negotiate', 'negotiations'), ('announce', 'announcement of the signature'), ('draft', 'draft'), ('consult', 'request for opinions'), ('revise', 'revision after the opinions'), ('submit', 'submission for decision'), ('approve', 'approval'), ('refuse', 'refusal'), ('withdraw', 'withdrawal'), ('sign', 'signature'), ('enter', 'entry into force'), ('amend', 'amendment'), ('extend', 'extension'), ('renew', 'renewal'), ('suspend', 'suspension'), ('resume', 'resumption'), ('lapse', 'falling dormant'), ('expire', 'expiry'), ('terminate', 'termination'), ('supersede', 'replacement by another agreement'), ('tell', 'state as a source tells it')], max_length=10, verbose_name='act')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='day of the act')),
                ('effective', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='holds from')),
                ('expires', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='new end of the term')),
                ('instrument', models.CharField(blank=True, max_length=400, verbose_name='instrument')),
                ('summary', models.TextField(blank=True, verbose_name='what it says or changes')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('told', models.CharField(blank=True, choices=[('idea', 'idea'), ('negotiating', 'under negotiation'), ('draft', 'draft'), ('consulting', 'opinions asked'), ('revised', 'revised'), ('submitted', 'submitted'), ('approved', 'approved'), ('signed', 'signed'), ('in_force', 'in force'), ('amended', 'amended'), ('extended', 'extended'), ('suspended', 'suspended'), ('expired', 'expired'), ('terminated', 'terminated'), ('superseded', 'superseded'), ('dormant', 'dormant'), ('withdrawn', 'withdrawn'), ('refused', 'refused'), ('unknown', 'not known')], max_length=12, verbose_name='state told of')),
                ('case', models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
                ('step', models.CharField(blank=True, editable=False, max_length=60)),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('effective_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('effective_latest', models.DateField(blank=True, editable=False, null=True)),
                ('expires_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('expires_latest', models.DateField(blank=True, editable=False, null=True)),
                ('signatories', models.ManyToManyField(blank=True, related_name='acts_signed', to='partners.person', verbose_name='signatories')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='agreements.agreement', verbose_name='agreement')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='agreements.agreement', verbose_name='replaced by')),
            ],
            options={
                'verbose_name': 'act',
                'verbose_name_plural': 'acts',
                'ordering': ['agreement', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='clause no.')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                ('text', models.TextField(blank=True, verbose_name='words or summary')),
                ('obliged', models.CharField(blank=True, choices=[('', 'no duty'), ('home', 'the home city'), ('partner', 'the partner'), ('both', 'both sides')], max_length=8, verbose_name='who has to act')),
                ('duty', models.CharField(blank=True, max_length=400, verbose_name='what is to be done')),
                ('due', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='due')),
                ('recurrence', models.CharField(blank=True, choices=[('', 'once'), ('month', 'every month'), ('quarter', 'every quarter'), ('half_year', 'every half-year'), ('year', 'every year'), ('two_years', 'every two years')], max_length=10, verbose_name='how often')),
                ('text_version', models.CharField(blank=True, max_length=120, verbose_name='of the text')),
                ('due_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('due_latest', models.DateField(blank=True, editable=False, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='agreements.agreement')),
            ],
            options={
                'verbose_name': 'clause',
                'verbose_name_plural': 'clauses',
                'ordering': ['agreement', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='one_clause_of_a_number')],
            },
        ),
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='version')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('standing', models.CharField(choices=[('draft', 'draft'), ('authentic', 'authentic'), ('translation', 'translation')], default='draft', max_length=12, verbose_name='kind of text')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='date')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='agreements.agreement')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'version of the text',
                'verbose_name_plural': 'versions of the text',
                'ordering': ['agreement', 'pk'],
            },
        ),
    ]
