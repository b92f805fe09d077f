import django.db.models.deletion
import proxeny.core.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('watching', '0001_watched_places_stories_mentions'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_record'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='NamesLookedFor',
            fields=[
                ('partner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='partners.partner')),
                ('names', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'names that were looked for',
                'verbose_name_plural': 'names that were looked for',
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='profile', serialize=False, to='documents.document')),
                ('day', models.DateField(db_index=True, null=True)),
                ('month', models.CharField(blank=True, help_text='of the day, for counting: 2023-05', max_length=7)),
            ],
            options={
                'verbose_name': 'document with its traits',
                'verbose_name_plural': 'documents with their traits',
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'pages on one event',
                'verbose_name_plural': 'pages on one event',
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='telling', serialize=False, to='documents.document')),
                ('likeness', models.FloatField(default=0.0)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='watching.story')),
            ],
            options={
                'verbose_name': 'document of a story',
                'verbose_name_plural': 'documents of a story',
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('name', models.SlugField(max_length=60, unique=True, verbose_name='name')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('kind', models.CharField(choices=[('feed', 'feed (RSS or Atom)'), ('sitemap', 'sitemap'), ('folder', 'folder')], default='feed', max_length=8, verbose_name='kind')),
                ('address', models.CharField(max_length=1000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('every', models.PositiveIntegerField(default=60, verbose_name='minutes between two looks')),
                ('is_paused', models.BooleanField(default=False, verbose_name='paused')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('etag', models.CharField(blank=True, editable=False, max_length=400)),
                ('modified', models.CharField(blank=True, editable=False, max_length=100)),
                ('looked_at', models.DateTimeField(editable=False, null=True, verbose_name='last look')),
                ('reached_at', models.DateTimeField(editable=False, null=True, verbose_name='last reached')),
                ('next_at', models.DateTimeField(db_index=True, editable=False, null=True, verbose_name='next look')),
                ('failures', models.PositiveIntegerField(default=0, editable=False)),
                ('trouble', models.JSONField(blank=True, default=dict, editable=False)),
                ('added_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'watched place',
                'verbose_name_plural': 'watched places',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField(verbose_name='time')),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_unchanged', models.BooleanField(default=False)),
                ('offered', models.PositiveIntegerField(default=0)),
                ('found', models.PositiveIntegerField(default=0)),
                ('added', models.PositiveIntegerField(default=0)),
                ('known', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('trouble', models.JSONField(blank=True, default=dict)),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='watching.watch')),
            ],
            options={
                'verbose_name': 'look at a watched place',
                'verbose_name_plural': 'looks at watched places',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pair of documents on different events',
                'verbose_name_plural': 'pairs of documents on different events',
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('low', 'high'), name='one_standing_apart'), models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='apart_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.partner')),
            ],
            options={
                'verbose_name': 'mention of a partner',
                'verbose_name_plural': 'mentions of partners',
                'indexes': [models.Index(fields=['partner', 'day'], name='watching_me_partner_2d14f3_idx')],
                'constraints': [models.UniqueConstraint(fields=('partner', 'document'), name='one_mention')],
            },
        ),
        migrations.CreateModel(
            name='Trait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('country', 'country'), ('place', 'place'), ('person', 'person'), ('day', 'day'), ('figure', 'figure'), ('act', 'kind of event')], max_length=8)),
                ('key', models.CharField(max_length=120)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('weight', models.FloatField(default=1.0)),
                ('day', models.DateField(null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
            ],
            options={
                'verbose_name': 'trait of a document',
                'verbose_name_plural': 'traits of documents',
                'indexes': [models.Index(fields=['kind', 'key', 'day'], name='watching_tr_kind_20029d_idx'), models.Index(fields=['kind', 'country'], name='watching_tr_kind_891f4c_idx')],
                'constraints': [models.UniqueConstraint(fields=('document', 'kind', 'key', 'country'), name='one_trait')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('address', models.CharField(blank=True, max_length=1000, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=400, verbose_name='title')),
                ('published', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='published')),
                ('content', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('waiting', 'waits to be fetched'), ('added', 'added'), ('known', 'held already'), ('refused', 'refused'), ('left', 'left out')], default='waiting', max_length=8, verbose_name='state')),
                ('trouble', models.JSONField(blank=True, default=dict)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('seen_at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('published_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('published_latest', models.DateField(blank=True, editable=False, null=True)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='watching.watch')),
            ],
            options={
                'verbose_name': 'item of a watched place',
                'verbose_name_plural': 'items of watched places',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['watch', 'state'], name='watching_it_watch_i_7138e5_idx'), models.Index(fields=['key'], name='watching_it_key_2c1f2a_idx')],
                'constraints': [models.UniqueConstraint(fields=('watch', 'key'), name='one_item_a_key')],
            },
        ),
    ]
