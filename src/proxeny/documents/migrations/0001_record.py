import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('documents', '0001_initial'),
        ('documents', '0002_details_of_a_conflict'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(max_length=120, unique=True, verbose_name='reference')),
                ('kind', models.CharField(choices=[('file', 'file'), ('address', 'page known by its address'), ('note', 'note to file')], default='file', max_length=8, verbose_name='kind')),
                ('status', models.CharField(choices=[('waiting', 'waiting for review'), ('reviewed', 'reviewed'), ('reference', 'reference only')], db_index=True, default='waiting', max_length=10, verbose_name='review')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher')),
                ('url', models.URLField(blank=True, db_index=True, max_length=1000, verbose_name='address')),
                ('published', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='published')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('sha256', models.CharField(editable=False, max_length=64, null=True, unique=True, verbose_name='checksum')),
                ('file_name', models.CharField(blank=True, editable=False, max_length=255, verbose_name='file')),
                ('media_type', models.CharField(blank=True, editable=False, max_length=100, verbose_name='type')),
                ('size', models.BigIntegerField(editable=False, null=True, verbose_name='size')),
                ('remarks', models.JSONField(default=list, editable=False, verbose_name='remarks on the file')),
                ('similarity', models.FloatField(editable=False, null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('published_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('published_latest', models.DateField(blank=True, editable=False, null=True)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('near_duplicate_of', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='documents.document', verbose_name='same article as')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-added_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('scale', 'slip of scale'), ('period', 'different period'), ('definition', 'different definition'), ('revision', 'later revision by the same publisher'), ('currency', 'conversion does not match'), ('parts', 'parts do not add up'), ('share', 'share does not match'), ('series', 'out of its own series'), ('plain', 'different values')], max_length=10, verbose_name='kind')),
                ('object_id', models.BigIntegerField()),
                ('field', models.CharField(blank=True, max_length=40)),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('details', models.JSONField(blank=True, default=dict)),
                ('is_open', models.BooleanField(db_index=True, default=True, verbose_name='open')),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('mark', models.PositiveSmallIntegerField(default=0)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'conflict',
                'verbose_name_plural': 'conflicts',
                'ordering': ['-is_open', '-opened_at'],
            },
        ),
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='body', serialize=False, to='documents.document')),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(max_length=64)),
                ('segments', models.JSONField(default=list)),
                ('fingerprint', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='FingerprintBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('band', models.CharField(db_index=True, max_length=40)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('kind', models.CharField(choices=[('observation', 'figure'), ('engagement', 'visit or event'), ('agreement', 'agreement'), ('investment', 'investment'), ('aid', 'aid'), ('record', 'record')], max_length=12, verbose_name='kind')),
                ('payload', models.JSONField(default=dict)),
                ('corrected', models.JSONField(blank=True, null=True)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('value_start', models.PositiveIntegerField(null=True)),
                ('value_end', models.PositiveIntegerField(null=True)),
                ('quote', models.TextField(blank=True, verbose_name='words of the source')),
                ('language', models.CharField(blank=True, max_length=12)),
                ('rule', models.CharField(blank=True, max_length=60, verbose_name='rule')),
                ('confidence', models.FloatField(default=1.0, verbose_name='confidence')),
                ('doubts', models.JSONField(default=list)),
                ('status', models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'accepted'), ('corrected', 'accepted with a correction'), ('rejected', 'rejected'), ('duplicate', 'already stated')], db_index=True, default='proposed', max_length=10, verbose_name='decision')),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='documents.document', verbose_name='document')),
                ('duplicate_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='duplicates', to='documents.statement')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['document_id', 'start', 'id'],
                'indexes': [models.Index(fields=['document', 'status'], name='documents_s_documen_03fad5_idx'), models.Index(fields=['status', 'kind'], name='documents_s_status_3d7b0a_idx')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('reopened_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('conflict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='documents.conflict')),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.statement')),
                ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.statement')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.AddField(
            model_name='conflict',
            name='statements',
            field=models.ManyToManyField(related_name='conflicts', to='documents.statement'),
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.BigIntegerField()),
                ('field', models.CharField(blank=True, max_length=40)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='documents.statement')),
            ],
            options={
                'indexes': [models.Index(fields=['content_type', 'object_id', 'field'], name='documents_c_content_74ac4d_idx')],
                'constraints': [models.UniqueConstraint(fields=('statement', 'content_type', 'object_id', 'field'), name='one_citation')],
            },
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'field'), name='one_conflict_a_field'),
        ),
    ]
