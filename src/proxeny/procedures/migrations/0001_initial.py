import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('documents', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='register')),
                ('object_id', models.BigIntegerField()),
                ('pack', models.CharField(max_length=60, verbose_name='rule pack')),
                ('kind', models.CharField(max_length=60, verbose_name='procedure')),
                ('rules_from', models.DateField(verbose_name='rules in force since')),
                ('rules', models.JSONField(editable=False, verbose_name='rules')),
                ('anchor', models.DateField(blank=True, null=True, verbose_name='day it turns on')),
                ('opened_on', models.DateField(verbose_name='opened')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed')),
                ('outcome', models.CharField(blank=True, choices=[('completed', 'completed'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=10, verbose_name='outcome')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL, verbose_name='responsible')),
            ],
            options={
                'verbose_name': 'procedure',
                'verbose_name_plural': 'procedures',
                'ordering': ['-opened_on', '-id'],
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='procedures__content_efb177_idx'), models.Index(fields=['register', 'closed_on'], name='procedures__registe_9dd59f_idx')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('needed', 'needed'), ('there', 'there'), ('not_applicable', 'not applicable')], default='needed', max_length=16, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='procedures.case')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'paper',
                'verbose_name_plural': 'papers',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('case', 'key'), name='one_paper_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=60, verbose_name='step')),
                ('body', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(max_length=200, verbose_name='body')),
                ('asked_on', models.DateField(verbose_name='asked')),
                ('due', models.DateField(blank=True, db_index=True, null=True, verbose_name='due')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered')),
                ('answer', models.CharField(blank=True, choices=[('agrees', 'agrees'), ('remarks', 'agrees with remarks'), ('objects', 'objects'), ('no_opinion', 'has no opinion')], max_length=10, verbose_name='answer')),
                ('is_late', models.BooleanField(default=False, verbose_name='late')),
                ('summary', models.TextField(blank=True, verbose_name='what it says')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='procedures.case')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'consultation',
                'verbose_name_plural': 'consultations',
                'ordering': ['asked_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60, verbose_name='rule')),
                ('found', models.TextField(verbose_name='found')),
                ('says', models.TextField(verbose_name='the rule says')),
                ('citation', models.CharField(blank=True, max_length=300, verbose_name='citation')),
                ('reason', models.TextField(verbose_name='reason')),
                ('on', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='procedures.case')),
            ],
            options={
                'verbose_name': 'override',
                'verbose_name_plural': 'overrides',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('due', models.DateField(blank=True, db_index=True, null=True, verbose_name='due')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='day')),
                ('outcome', models.CharField(blank=True, choices=[('', 'open'), ('done', 'done'), ('refused', 'refused'), ('waived', 'waived'), ('returned', 'returned for repair')], default='', max_length=10, verbose_name='outcome')),
                ('is_late', models.BooleanField(default=False, verbose_name='late')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='procedures.case')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('case', 'key'), name='one_step_of_a_key')],
            },
        ),
    ]
