import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('exchange', '0001_initial'),
        ('exchange', '0002_shape_of_the_file'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('documents', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('register', models.CharField(db_index=True, max_length=40, verbose_name='register')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='checksum')),
                ('shape', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('state', models.CharField(choices=[('draft', 'being prepared'), ('running', 'being written'), ('written', 'written'), ('failed', 'not written'), ('undone', 'undone')], db_index=True, default='draft', max_length=8, verbose_name='state')),
                ('options', models.JSONField(default=dict, verbose_name='options')),
                ('mapping', models.JSONField(default=dict, verbose_name='mapping')),
                ('report', models.JSONField(default=dict, verbose_name='report')),
                ('indexed', models.PositiveIntegerField(default=0, editable=False, verbose_name='rows in the search')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='time')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('undo_reason', models.TextField(blank=True, verbose_name='reason')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='documents.document', verbose_name='document')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(verbose_name='row')),
                ('object_id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=120, verbose_name='reference')),
                ('is_new', models.BooleanField(verbose_name='new')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('before', models.JSONField(null=True, verbose_name='before')),
                ('parts', models.JSONField(null=True, verbose_name='parts')),
                ('brought_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='exchange.import')),
                ('content_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'imported record',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RememberedMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='register')),
                ('shape', models.CharField(max_length=64, unique=True, verbose_name='shape')),
                ('content', models.JSONField(default=dict, verbose_name='mapping')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='time')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'remembered mapping',
            },
        ),
    ]
