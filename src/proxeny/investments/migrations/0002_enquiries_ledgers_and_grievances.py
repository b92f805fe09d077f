"""Enquiries with their promises, contacts and stages; grievances; licence numbers as keys; calls in two languages."""

import django.core.validators
import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
import proxeny.investments.licences
from django.conf import settings
from django.db import migrations, models

from proxeny.investments.licences import normalised


def keys_and_states(apps, schema_editor):
    """Licence numbers as keys (of two projects with one number the first keeps it), and the states of calls."""
    Project = apps.get_model("investments", "Project")
    seen = set()
    for project in Project.objects.exclude(licence_number="").order_by("pk").only("pk", "licence_number"):
        key = normalised(project.licence_number)
        if key and key not in seen:
            seen.add(key)
            Project.objects.filter(pk=project.pk).update(licence_key=key)
    Call = apps.get_model("investments", "Call")
    Call.objects.filter(status__in=["open", "in_talks"]).update(status="published")
    Call.objects.filter(status="withdrawn").update(status="closed")


def states_as_they_were(apps, schema_editor):
    """What the states were called before; a draft becomes a call that was withdrawn, so that nobody sees it."""
    Call = apps.get_model("investments", "Call")
    Call.objects.filter(status="published").update(status="open")
    Call.objects.filter(status__in=["draft", "closed"]).update(status="withdrawn")


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0001_initial'),
        ('investments', '0001_initial'),
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='day')),
                ('kind', models.CharField(choices=[('meeting', 'meeting'), ('call', 'telephone or video call'), ('email', 'e-mail'), ('letter', 'letter'), ('site_visit', 'visit to a site'), ('aftercare', 'aftercare visit')], max_length=10, verbose_name='kind')),
                ('side', models.CharField(choices=[('ours', 'we to them'), ('theirs', 'they to us')], default='ours', max_length=6, verbose_name='from whom')),
                ('who', models.CharField(blank=True, max_length=300, verbose_name='with whom')),
                ('what', models.TextField(verbose_name='what was said')),
                ('next_step', models.CharField(blank=True, max_length=300, verbose_name='next step')),
                ('due', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='due')),
                ('done', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='done')),
                ('satisfaction', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='satisfaction, 1 to 5')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('due_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('due_latest', models.DateField(blank=True, editable=False, null=True)),
                ('done_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('done_latest', models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['-date_earliest', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Grievance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('title', models.CharField(max_length=300, verbose_name='grievance')),
                ('about', models.CharField(choices=[('land', 'land and site clearance'), ('permits', 'licences and permits'), ('tax', 'tax and customs'), ('labour', 'labour and work permits'), ('infrastructure', 'power, water, roads'), ('environment', 'environment'), ('dispute', 'dispute with a partner or neighbour'), ('other', 'other')], db_index=True, max_length=16, verbose_name='about')),
                ('received', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='received')),
                ('description', models.TextField(blank=True, verbose_name='what it says')),
                ('due', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='answer due')),
                ('answered', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='answered')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('settled', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='settled')),
                ('outcome', models.CharField(blank=True, choices=[('solved', 'solved'), ('handed_on', 'handed on'), ('not_upheld', 'not upheld'), ('withdrawn', 'withdrawn')], db_index=True, max_length=12, verbose_name='outcome')),
                ('handed_to', models.CharField(blank=True, max_length=200, verbose_name='handed on to')),
                ('satisfaction', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='satisfaction, 1 to 5')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=1, verbose_name='mark')),
                ('received_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('received_latest', models.DateField(blank=True, editable=False, null=True)),
                ('due_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('due_latest', models.DateField(blank=True, editable=False, null=True)),
                ('answered_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('answered_latest', models.DateField(blank=True, editable=False, null=True)),
                ('settled_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('settled_latest', models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'grievance',
                'verbose_name_plural': 'grievances',
                'ordering': [models.OrderBy(models.F('received_earliest'), descending=True, nulls_last=True), '-id'],
            },
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='expected capital')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('title', models.CharField(max_length=300, verbose_name='what is planned')),
                ('investor', models.CharField(blank=True, max_length=300, verbose_name='investor')),
                ('channel', models.CharField(choices=[('event', 'event'), ('delegation', 'delegation'), ('partner', 'partner'), ('mission', 'mission abroad'), ('call', 'call for investment'), ('website', 'website'), ('letter', 'letter or e-mail'), ('investor', 'investor already here'), ('research', 'own research'), ('other', 'other')], db_index=True, max_length=12, verbose_name='came by')),
                ('origin', models.CharField(blank=True, db_index=True, max_length=160, verbose_name='came from')),
                ('received', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='enquiry received')),
                ('sector', models.CharField(blank=True, db_index=True, max_length=60, verbose_name='sector')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='site')),
                ('jobs', models.PositiveIntegerField(blank=True, null=True, verbose_name='jobs expected')),
                ('stage', models.CharField(choices=[('suspect', 'suspect'), ('enquiry', 'enquiry'), ('lead', 'lead'), ('qualified', 'qualified'), ('site_visit', 'site visit'), ('proposal', 'proposal'), ('mou', 'memorandum'), ('licence', 'licence'), ('disbursing', 'disbursing'), ('operating', 'operating'), ('expansion', 'expansion'), ('lost', 'lost')], db_index=True, default='enquiry', editable=False, max_length=12, verbose_name='stage')),
                ('lost_because', models.CharField(blank=True, choices=[('elsewhere', 'chose another place'), ('no_site', 'no suitable site'), ('procedure', 'procedures took too long'), ('terms', 'incentives or costs'), ('market', "the investor's market or plans changed"), ('finance', 'no finance'), ('silent', 'no answer any more'), ('not_fitting', "does not fit the city's plans"), ('duplicate', 'entered twice'), ('other', 'other')], editable=False, max_length=12, verbose_name='lost because')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=1, verbose_name='mark')),
                ('received_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('received_latest', models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': "investor's enquiry",
                'verbose_name_plural': "investors' enquiries",
                'ordering': [models.OrderBy(models.F('received_earliest'), descending=True, nulls_last=True), '-id'],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='date')),
                ('what', models.CharField(max_length=300, verbose_name='what was promised')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'promise',
                'verbose_name_plural': 'promises',
                'ordering': ['date_earliest', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StageAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('moved', 'moved on'), ('back', 'put back'), ('refused', 'proposal refused'), ('licensed', 'licensed'), ('lost', 'lost'), ('reopened', 'opened again')], max_length=8, verbose_name='act')),
                ('stage', models.CharField(choices=[('suspect', 'suspect'), ('enquiry', 'enquiry'), ('lead', 'lead'), ('qualified', 'qualified'), ('site_visit', 'site visit'), ('proposal', 'proposal'), ('mou', 'memorandum'), ('licence', 'licence'), ('disbursing', 'disbursing'), ('operating', 'operating'), ('expansion', 'expansion'), ('lost', 'lost')], max_length=12, verbose_name='stage')),
                ('on', models.DateField(verbose_name='day')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('because', models.CharField(blank=True, choices=[('elsewhere', 'chose another place'), ('no_site', 'no suitable site'), ('procedure', 'procedures took too long'), ('terms', 'incentives or costs'), ('market', "the investor's market or plans changed"), ('finance', 'no finance'), ('silent', 'no answer any more'), ('not_fitting', "does not fit the city's plans"), ('duplicate', 'entered twice'), ('other', 'other')], max_length=12, verbose_name='lost because')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'act on an enquiry',
                'verbose_name_plural': 'acts on enquiries',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.RenameField('call', 'published', 'published_on'),
        migrations.RenameField('call', 'published_earliest', 'published_on_earliest'),
        migrations.RenameField('call', 'published_latest', 'published_on_latest'),
        migrations.RenameField('call', 'closes', 'closes_on'),
        migrations.RenameField('call', 'closes_earliest', 'closes_on_earliest'),
        migrations.RenameField('call', 'closes_latest', 'closes_on_latest'),
        migrations.AlterField(
            model_name='call',
            name='published_on',
            field=proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='published on'),
        ),
        migrations.AlterField(
            model_name='call',
            name='closes_on',
            field=proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='closes on'),
        ),
        migrations.AlterModelOptions(
            name='call',
            options={'ordering': [models.OrderBy(models.F('published_on_earliest'), descending=True, nulls_last=True), 'title'], 'verbose_name': 'call for investment', 'verbose_name_plural': 'calls for investment'},
        ),
        migrations.AddField(
            model_name='call',
            name='description_vi',
            field=models.TextField(blank=True, verbose_name='description in Vietnamese'),
        ),
        migrations.AddField(
            model_name='call',
            name='incentives',
            field=models.TextField(blank=True, verbose_name='incentives'),
        ),
        migrations.AddField(
            model_name='call',
            name='incentives_vi',
            field=models.TextField(blank=True, verbose_name='incentives in Vietnamese'),
        ),
        migrations.AddField(
            model_name='call',
            name='scale',
            field=models.CharField(blank=True, max_length=200, verbose_name='scale'),
        ),
        migrations.AddField(
            model_name='call',
            name='title_vi',
            field=models.CharField(blank=True, max_length=300, verbose_name='project, in Vietnamese'),
        ),
        migrations.AddField(
            model_name='capitalmovement',
            name='as_of',
            field=proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='cut-off day'),
        ),
        migrations.AddField(
            model_name='capitalmovement',
            name='as_of_earliest',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='capitalmovement',
            name='as_of_latest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='capitalmovement',
            name='count',
            field=models.PositiveIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many'),
        ),
        migrations.AddField(
            model_name='capitalmovement',
            name='reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='recorded all the same because'),
        ),
        migrations.AddField(
            model_name='project',
            name='formerly',
            field=models.JSONField(blank=True, default=list, verbose_name="investor's former names"),
        ),
        migrations.AddField(
            model_name='project',
            name='licence_key',
            field=proxeny.investments.licences.LicenceKeyField(editable=False, max_length=60, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='project',
            name='operating_since',
            field=proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='operating since'),
        ),
        migrations.AddField(
            model_name='project',
            name='operating_since_earliest',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='project',
            name='operating_since_latest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='call',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('taken', 'taken up'), ('closed', 'closed')], db_index=True, default='draft', max_length=10, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='capitalmovement',
            index=models.Index(fields=['kind', 'date_earliest'], name='investments_kind_515222_idx'),
        ),
        migrations.AddField(
            model_name='contact',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by whom'),
        ),
        migrations.AddField(
            model_name='grievance',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grievances', to='investments.project', verbose_name='project'),
        ),
        migrations.AddField(
            model_name='grievance',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible'),
        ),
        migrations.AddField(
            model_name='lead',
            name='call',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leads', to='investments.call', verbose_name='call for investment'),
        ),
        migrations.AddField(
            model_name='lead',
            name='key_account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to=settings.AUTH_USER_MODEL, verbose_name='key account'),
        ),
        migrations.AddField(
            model_name='lead',
            name='partners',
            field=models.ManyToManyField(blank=True, related_name='leads', to='partners.partner', verbose_name='partners'),
        ),
        migrations.AddField(
            model_name='lead',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='investments.project', verbose_name='project'),
        ),
        migrations.AddField(
            model_name='contact',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='investments.lead'),
        ),
        migrations.AddField(
            model_name='promise',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to='agreements.agreement', verbose_name='agreement'),
        ),
        migrations.AddField(
            model_name='promise',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='investments.lead'),
        ),
        migrations.AddField(
            model_name='stageact',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stageact',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='investments.lead'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['lead', 'side', 'date_latest'], name='investments_lead_id_c914d5_idx'),
        ),
        migrations.AddIndex(
            model_name='capitalmovement',
            index=models.Index(fields=['-date_latest', '-id'], name='movements_latest_first'),
        ),
        migrations.RunPython(keys_and_states, states_as_they_were),
    ]
