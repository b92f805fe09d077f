import django.db.models.deletion
import proxeny.core.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('object_id', models.CharField(max_length=64)),
                ('part', models.PositiveIntegerField(default=0)),
                ('register', models.CharField(db_index=True, max_length=40)),
                ('url', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=400)),
                ('title_vi', models.CharField(blank=True, max_length=400)),
                ('subtitle', models.CharField(blank=True, max_length=300)),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40)),
                ('figure', models.JSONField(null=True)),
                ('body', models.TextField(blank=True)),
                ('weight', models.FloatField(default=1.0)),
                ('folded_title', models.TextField(blank=True)),
                ('folded_body', models.TextField(blank=True)),
                ('exact_title', models.TextField(blank=True)),
                ('exact_body', models.TextField(blank=True)),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'part'), name='one_entry_a_part')],
            },
        ),
    ]
