import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('review', '0001_initial'),
        ('review', '0002_rulings_made_together'),
    ]

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('documents', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('accept', 'accepted'), ('correct', 'corrected'), ('reject', 'rejected'), ('duplicate', 'already stated')], max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('batch', models.CharField(blank=True, db_index=True, max_length=36)),
                ('object_id', models.BigIntegerField(null=True)),
                ('created_record', models.BooleanField(default=False)),
                ('before', models.JSONField(null=True)),
                ('version_after', models.PositiveIntegerField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('content_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='documents.statement')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RulingTogether',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('rulings', models.ManyToManyField(related_name='together', to='documents.ruling')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
    ]
