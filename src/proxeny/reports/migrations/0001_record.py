import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('reports', '0001_reports_and_editions'),
        ('reports', '0002_briefs_kept_and_values_chosen'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('delegations', '0001_record'),
        ('documents', '0001_record'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='checksum')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size')),
                ('fields', models.JSONField(default=list, editable=False, verbose_name='fields')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='out of use since')),
                ('added_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Word template',
                'verbose_name_plural': 'Word templates',
                'ordering': ['name', '-added_at'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('kind', models.CharField(choices=[('yearly', 'yearly report'), ('nine-month', 'nine-month report'), ('six-month', 'six-month report'), ('period', 'report on a period'), ('partner-brief', 'partner brief'), ('meeting-brief', 'meeting brief'), ('heads-briefing', 'briefing for heads of mission'), ('visit-file', 'visit file'), ('investor-profile', 'city profile for investors')], default='yearly', max_length=16, verbose_name='kind')),
                ('period', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='period')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('day', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='day')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='place')),
                ('to_raise', models.TextField(blank=True, verbose_name='what we want to raise')),
                ('period_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('period_latest', models.DateField(blank=True, editable=False, null=True)),
                ('day_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('day_latest', models.DateField(blank=True, editable=False, null=True)),
                ('delegation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='briefs', to='delegations.delegation', verbose_name='delegation')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='briefs', to='partners.partner', verbose_name='partner')),
                ('people', models.ManyToManyField(blank=True, related_name='briefs', to='partners.person', verbose_name='whom we meet')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reports.wordtemplate', verbose_name='Word template')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['-period_latest', 'kind', 'mark'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ('yearly', 'nine-month', 'six-month', 'period'))), fields=('kind', 'period', 'mark'), name='one_report_a_period')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                ('ordinal', models.PositiveSmallIntegerField(verbose_name='edition')),
                ('languages', models.JSONField(default=list, verbose_name='languages')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='why this edition')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('sent_on_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approval_reason', models.TextField(blank=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawal_reason', models.TextField(blank=True)),
                ('content', models.TextField(blank=True, editable=False)),
                ('seal', models.CharField(blank=True, editable=False, max_length=64)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_on_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='reports.report')),
                ('template', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='reports.wordtemplate')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['report_id', '-ordinal'],
                'constraints': [models.UniqueConstraint(fields=('report', 'ordinal'), name='one_edition_an_ordinal')],
            },
        ),
        migrations.CreateModel(
            name='Edit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=8)),
                ('paragraph', models.CharField(max_length=200)),
                ('part', models.CharField(max_length=60)),
                ('pieces', models.JSONField(default=list)),
                ('drafted', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'language', 'paragraph'), name='one_edit_a_paragraph')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.statement')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='one_choice_a_figure')],
            },
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('key', models.CharField(max_length=200)),
                ('texts', models.JSONField(default=dict)),
                ('value', models.CharField(blank=True, max_length=60, verbose_name='value')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('origin', models.CharField(max_length=10)),
                ('how', models.JSONField(default=dict)),
                ('statements', models.JSONField(default=list)),
                ('evidence', models.JSONField(default=list)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='reports.edition')),
            ],
            options={
                'ordering': ['edition_id', 'number'],
                'indexes': [models.Index(fields=['edition', 'key'], name='reports_fro_edition_117ddd_idx')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='one_figure_a_number')],
            },
        ),
        migrations.CreateModel(
            name='PartApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=60)),
                ('figures', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='part_approvals', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'part'), name='one_approval_a_part')],
            },
        ),
    ]
