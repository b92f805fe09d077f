import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('calendar', '0001_feeds_and_reminders'),
    ]

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Where it is read: “my phone”.', max_length=100, verbose_name='name')),
                ('register', models.CharField(blank=True, max_length=40, verbose_name='register')),
                ('is_mine', models.BooleanField(default=False, verbose_name='only what I am responsible for')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('read_at', models.DateTimeField(editable=False, null=True, verbose_name='last read')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                ('content_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'calendar feed',
                'verbose_name_plural': 'calendar feeds',
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReminderChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('daily', 'every day'), ('weekly', 'once a week'), ('never', 'never')], default='daily', max_length=6, verbose_name='digest by e-mail')),
                ('scope', models.CharField(choices=[('mine', 'what I am responsible for'), ('everything', 'also what nobody is responsible for')], default='mine', max_length=10, verbose_name='about')),
                ('lead_days', models.PositiveSmallIntegerField(default=7, help_text='How many days before its day a thing is told of.', verbose_name='days ahead')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'choice of reminders',
                'verbose_name_plural': 'choices of reminders',
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('content', models.JSONField(default=list)),
                ('begun_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('failure', models.CharField(blank=True, max_length=300, verbose_name='why it could not be sent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'digest',
                'verbose_name_plural': 'digests',
                'ordering': ['-day', '-id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='one_digest_a_day')],
            },
        ),
    ]
