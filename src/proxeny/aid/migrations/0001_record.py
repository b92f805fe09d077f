import django.db.models.deletion
import proxeny.core.fields
import proxeny.core.records
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [  # what was made before the first release
        ('aid', '0001_initial'),
        ('aid', '0002_dossier_decision_transactions'),
    ]

    dependencies = [
        ('partners', '0001_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Aid',
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
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('direction', models.CharField(choices=[('given', 'given'), ('received', 'received')], db_index=True, max_length=8, verbose_name='direction')),
                ('kind', models.CharField(choices=[('programme', 'programme'), ('investment_project', 'investment project'), ('technical_assistance', 'technical assistance project'), ('non_project', 'non-project aid'), ('project', 'project'), ('grant', 'grant'), ('goods', 'goods'), ('cash_or_goods', 'cash or goods'), ('construction', 'construction'), ('non_oda', 'aid outside ODA')], max_length=24, verbose_name='kind')),
                ('status', models.CharField(choices=[('offer', 'offer'), ('dossier', 'dossier being made'), ('appraisal', 'under appraisal'), ('approved', 'approved'), ('receiving', 'being received'), ('implementing', 'being carried out'), ('finalising', 'being wound up'), ('closed', 'closed'), ('suspended', 'suspended'), ('lapsed', 'lapsed'), ('refused', 'refused')], db_index=True, default='closed', max_length=12, verbose_name='state')),
                ('content', models.TextField(blank=True, verbose_name='content')),
                ('owner', models.CharField(blank=True, max_length=300, verbose_name='owner of the aid')),
                ('beneficiary', models.CharField(blank=True, max_length=300, verbose_name='beneficiary')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='place')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='date')),
                ('items', models.TextField(blank=True, verbose_name='in kind')),
                ('in_kind_value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value in kind')),
                ('in_kind_unit', models.CharField(blank=True, max_length=3, verbose_name='currency of the value in kind')),
                ('in_kind_basis', models.CharField(blank=True, choices=[('donor', 'as the donor states it'), ('invoice', 'by invoice or contract'), ('customs', 'by customs declaration'), ('market', 'at market price'), ('board', 'by a valuation board')], max_length=8, verbose_name='how it was valued')),
                ('in_kind_remark', models.CharField(blank=True, max_length=300, verbose_name='remark on the value')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='decision no.')),
                ('decided', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='date of the decision')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='approved by')),
                ('account', models.CharField(blank=True, max_length=200, verbose_name='dedicated account')),
                ('is_managed_by_owner', models.BooleanField(blank=True, null=True, verbose_name='the owner manages the money itself')),
                ('began', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='work began')),
                ('ended', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='work ended')),
                ('result', models.TextField(blank=True, verbose_name='result')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('decided_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('decided_latest', models.DateField(blank=True, editable=False, null=True)),
                ('began_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('began_latest', models.DateField(blank=True, editable=False, null=True)),
                ('ended_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('ended_latest', models.DateField(blank=True, editable=False, null=True)),
                ('partners', models.ManyToManyField(blank=True, related_name='aid', to='partners.partner', verbose_name='partners')),
            ],
            options={
                'verbose_name': 'aid',
                'verbose_name_plural': 'aid',
                'ordering': [models.OrderBy(models.F('date_earliest'), descending=True, nulls_last=True), 'title'],
            },
        ),
        migrations.CreateModel(
            name='Transaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='value')),
                ('high', proxeny.core.fields.ExactDecimalField(blank=True, decimal_places=6, max_digits=30, null=True, verbose_name='upper end')),
                ('unit', models.CharField(blank=True, max_length=16, verbose_name='unit')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over'), ('under', 'under'), ('nearly', 'nearly'), ('at_least', 'at least'), ('up_to', 'up to')], default='exact', max_length=8, verbose_name='exactness')),
                ('kind', models.CharField(choices=[('commitment', 'commitment'), ('disbursement', 'disbursement'), ('cancellation', 'cancellation of a commitment'), ('refund', 'refund')], max_length=12, verbose_name='kind')),
                ('date', proxeny.core.fields.EdtfField(blank=True, default='', max_length=40, verbose_name='value date')),
                ('provider', models.CharField(blank=True, max_length=200, verbose_name='provider')),
                ('recipient', models.CharField(blank=True, max_length=200, verbose_name='recipient')),
                ('is_in_kind', models.BooleanField(default=False, verbose_name='goods')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('date_earliest', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('date_latest', models.DateField(blank=True, editable=False, null=True)),
                ('aid', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transactions', to='aid.aid')),
            ],
            options={
                'verbose_name': 'transaction',
                'ordering': ['date_earliest', 'id'],
            },
        ),
    ]
