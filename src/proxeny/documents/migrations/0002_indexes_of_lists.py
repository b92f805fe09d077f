
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_record'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='status',
            field=models.CharField(choices=[('waiting', 'waiting for review'), ('reviewed', 'reviewed'), ('reference', 'reference only')], default='waiting', max_length=10, verbose_name='review'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['status', 'mark'], name='documents_d_status_cd9f6f_idx'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['-added_at', '-id'], name='documents_d_added_a_756505_idx'),
        ),
    ]
