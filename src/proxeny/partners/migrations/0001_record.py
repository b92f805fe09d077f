import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('partners', '0001_initial'),
        ('partners', '0002_merging_and_other_names'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('kind', models.CharField(choices=[('country', 'country'), ('city', 'city'), ('region', 'region'), ('international_organisation', 'international organisation'), ('association', 'association'), ('company', 'company'), ('university', 'university'), ('ngo', 'non-governmental organisation'), ('mission', 'mission')], db_index=True, max_length=30, verbose_name='kind')),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                ('name_vi', models.CharField(blank=True, max_length=200, verbose_name='name in Vietnamese')),
                ('country', models.CharField(blank=True, db_index=True, max_length=2, verbose_name='country')),
                ('grade', models.CharField(blank=True, choices=[('contact', 'contact'), ('friendship', 'friendship'), ('twin', 'twinning'), ('dormant', 'dormant')], max_length=12, verbose_name='relation')),
                ('since', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='relation since')),
                ('through', models.CharField(blank=True, max_length=200, verbose_name='through whom')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('since_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('since_latest', models.DateField(blank=True, editable=False, null=True)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='partners.partner', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Grading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('contact', 'contact'), ('friendship', 'friendship'), ('twin', 'twinning'), ('dormant', 'dormant')], max_length=12, verbose_name='relation')),
                ('during', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='during')),
                ('definition', models.CharField(blank=True, help_text='What the office or the source means by the word.', max_length=300, verbose_name='definition')),
                ('during_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('during_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gradings', to='partners.partner')),
            ],
            options={
                'verbose_name': 'stage of the relation',
                'verbose_name_plural': 'stages of the relation',
                'ordering': ['-during_earliest', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                ('country', models.CharField(blank=True, db_index=True, max_length=2, verbose_name='country')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='partners.person', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=200, verbose_name='post')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                ('begins', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='from')),
                ('ends', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='to')),
                ('seen', models.JSONField(blank=True, default=list, verbose_name='seen in it')),
                ('begins_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('begins_latest', models.DateField(blank=True, editable=False, null=True)),
                ('ends_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('ends_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='partners.partner', verbose_name='partner')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='partners.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'post',
                'ordering': ['-begins_earliest', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('merge', 'merged'), ('split', 'split')], default='merge', max_length=5)),
                ('survivor_id', models.BigIntegerField()),
                ('others', models.JSONField(default=list, help_text='primary keys of the merged records; of the record split')),
                ('moved', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='time')),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['content_type', 'survivor_id'], name='partners_me_content_b4dae3_idx')],
            },
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('low', models.BigIntegerField()),
                ('high', models.BigIntegerField()),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'pair that is not the same',
                'verbose_name_plural': 'pairs that are not the same',
                'constraints': [models.UniqueConstraint(fields=('content_type', 'low', 'high'), name='one_pair_not_the_same')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('other', 'another name'), ('official', 'full official name'), ('historic', 'historic'), ('abbreviation', 'abbreviation'), ('source', 'as sources write it')], default='other', max_length=12, verbose_name='kind')),
                ('language', models.CharField(blank=True, help_text='As vi, en, zh, ja.', max_length=12, verbose_name='language')),
                ('script', models.CharField(blank=True, choices=[('Latn', 'Latin'), ('Hani', 'Chinese characters'), ('Jpan', 'Japanese'), ('Kore', 'Korean'), ('Cyrl', 'Cyrillic'), ('Arab', 'Arabic'), ('Laoo', 'Lao'), ('Thai', 'Thai'), ('Khmr', 'Khmer'), ('Mymr', 'Burmese'), ('Deva', 'Devanagari'), ('Grek', 'Greek'), ('Hebr', 'Hebrew')], help_text='Where it is not Latin.', max_length=4, verbose_name='script')),
                ('during', proxeny.core.fields.EdtfField(blank=True, default='', help_text='As 1010/1831, ../1976, 2008/..', max_length=40, verbose_name='in use')),
                ('folded', proxeny.core.records.FoldedField(db_index=True, default='', editable=False)),
                ('during_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('during_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='partners.partner')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('partner', 'name', 'kind', 'language', 'script', 'during'), name='one_alias')],
            },
        ),
        migrations.CreateModel(
            name='NameOfPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('other', 'another name'), ('official', 'full official name'), ('historic', 'historic'), ('abbreviation', 'abbreviation'), ('source', 'as sources write it')], default='other', max_length=12, verbose_name='kind')),
                ('language', models.CharField(blank=True, help_text='As vi, en, zh, ja.', max_length=12, verbose_name='language')),
                ('script', models.CharField(blank=True, choices=[('Latn', 'Latin'), ('Hani', 'Chinese characters'), ('Jpan', 'Japanese'), ('Kore', 'Korean'), ('Cyrl', 'Cyrillic'), ('Arab', 'Arabic'), ('Laoo', 'Lao'), ('Thai', 'Thai'), ('Khmr', 'Khmer'), ('Mymr', 'Burmese'), ('Deva', 'Devanagari'), ('Grek', 'Greek'), ('Hebr', 'Hebrew')], help_text='Where it is not Latin.', max_length=4, verbose_name='script')),
                ('during', proxeny.core.fields.EdtfField(blank=True, default='', help_text='As 1010/1831, ../1976, 2008/..', max_length=40, verbose_name='in use')),
                ('folded', proxeny.core.records.FoldedField(db_index=True, default='', editable=False)),
                ('during_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('during_latest', models.DateField(blank=True, editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='partners.person')),
            ],
            options={
                'verbose_name': 'other name of a person',
                'verbose_name_plural': 'other names of people',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'name', 'kind', 'language', 'script', 'during'), name='one_name_of_person')],
            },
        ),
    ]
