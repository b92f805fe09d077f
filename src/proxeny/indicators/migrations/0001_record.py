import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('indicators', '0001_initial'),
        ('indicators', '0002_accumulation'),
    ]

    dependencies = [
        ('documents', '0001_record'),
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('code', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_vi', models.CharField(blank=True, max_length=120, verbose_name='name in Vietnamese')),
                ('meaning', models.CharField(blank=True, max_length=300, verbose_name='meaning')),
                ('meaning_vi', models.CharField(blank=True, max_length=300, verbose_name='meaning in Vietnamese')),
                ('unit', models.CharField(max_length=8, verbose_name='unit')),
                ('accumulation', models.CharField(choices=[('flow', 'counted over the period'), ('stock', 'standing on a day'), ('rate', 'ratio or rank')], default='rate', max_length=5, verbose_name='counted')),
                ('theme', models.CharField(choices=[('economy', 'economy'), ('trade', 'trade'), ('investment', 'investment'), ('tourism', 'tourism'), ('delegations', 'delegations'), ('agreements', 'agreements and partners'), ('events', 'events'), ('aid', 'aid'), ('plan', 'plan'), ('other', 'other')], max_length=12, verbose_name='theme')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], default=0, verbose_name='mark')),
                ('reference', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='reference')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('folded', proxeny.core.records.FoldedField(default='', editable=False)),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('area', models.CharField(max_length=120, verbose_name='area')),
                ('period', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='period')),
                ('definition', models.CharField(blank=True, max_length=200, verbose_name='definition')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='what is counted')),
                ('status', models.CharField(choices=[('actual', 'actual'), ('estimate', 'estimate'), ('target', 'target')], default='actual', max_length=8, verbose_name='status')),
                ('is_disputed', models.BooleanField(db_index=True, default=False, verbose_name='disputed')),
                ('sources', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='sources')),
                ('has_closed_values', models.BooleanField(default=False, editable=False)),
                ('period_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('period_latest', models.DateField(blank=True, editable=False, null=True)),
                ('high_stated', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.statement')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.indicator', verbose_name='indicator')),
                ('low_stated', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.statement')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'observation',
                'verbose_name_plural': 'observations',
                'ordering': ['indicator__order', '-period_latest', '-period_earliest'],
                'indexes': [models.Index(fields=['indicator', 'partner', 'period_latest'], name='indicators__indicat_8f97f5_idx'), models.Index(fields=['-period_latest', '-period_earliest'], name='indicators__period__1fba7b_idx')],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'area', 'partner', 'period', 'definition', 'label', 'status'), name='one_observation_of_partner'), models.UniqueConstraint(condition=models.Q(('partner', None)), fields=('indicator', 'area', 'period', 'definition', 'label', 'status'), name='one_observation_of_the_city')],
            },
        ),
        migrations.CreateModel(
            name='ClosedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('mark', models.PositiveSmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential')], verbose_name='mark')),
                ('is_disputed', models.BooleanField(default=False, verbose_name='disputed')),
                ('sources', models.PositiveSmallIntegerField(default=0, verbose_name='sources')),
                ('high_stated', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.statement')),
                ('low_stated', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.statement')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_values', to='indicators.observation')),
            ],
            options={
                'verbose_name': 'closed value',
                'verbose_name_plural': 'closed values',
                'ordering': ['mark'],
                'constraints': [models.UniqueConstraint(fields=('observation', 'mark'), name='one_closed_value')],
            },
        ),
    ]
