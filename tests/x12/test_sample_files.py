"""Published sample files beside the project: what is read equals what was counted from their bytes, and nothing is lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from backend.x12 import Finding, read, rewrite
from backend.x12.claim_837.models import Claim
from backend.x12.findings import Severity
from backend.x12.remittance_835.models import ClaimPayment
from backend.x12.sets import ASSEMBLERS
from backend.x12.values import ZERO

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "x12"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the project")


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Everything:
    """One file read to the end, with all its findings."""

    def __init__(self, path: Path) -> None:
        self.reader = read(path)
        self.transactions = []
        self.records: list[Any] = []
        self.findings: list[Finding] = []
        for transaction in self.reader:
            own = list(transaction.records())
            self.transactions.append(transaction)
            self.records += own
            for record in own:
                self.findings += record.findings
            self.findings += transaction.findings
        self.findings += self.reader.findings
        self.models = [record.model for record in self.records]


def test_remittances_equal_the_facts() -> None:
    compared = 0
    for row in rows("facts_835.csv"):
        read_file = Everything(SAMPLES / row["file"])
        paid: list[ClaimPayment] = read_file.models
        adjustments = [found for claim in paid for found in claim.all_adjustments]
        by_code: dict[str, Decimal] = {}
        for found in adjustments:
            key = f"{found.group}-{found.reason}"
            by_code[key] = by_code.get(key, ZERO) + found.amount
        expected_codes = {
            pair.rpartition("=")[0]: Decimal(pair.rpartition("=")[2]) for pair in row["cas_amounts"].split()
        }
        trailers = [transaction.trailer for transaction in read_file.transactions]
        assert len(read_file.transactions) == int(row["n_st"]), row["file"]
        assert len(paid) == int(row["n_clp"]), row["file"]
        assert sum((claim.charge for claim in paid), ZERO) == Decimal(row["sum_clp03_charge"]), row["file"]
        assert sum((claim.paid for claim in paid), ZERO) == Decimal(row["sum_clp04_paid"]), row["file"]
        if not row["bpr02_raw"].startswith("NOTVALID"):
            assert sum((c.patient_responsibility for c in paid), ZERO) == Decimal(row["sum_clp05_patient"]), row["file"]
        assert by_code == expected_codes, row["file"]
        assert sum(len(claim.lines) for claim in paid) == int(row["n_svc"]), row["file"]
        assert sum((trailer.total for trailer in trailers), ZERO) == Decimal(row["sum_plb"]), row["file"]
        if int(row["n_svc"]) and row["file"] != "keironstoddart__edi-835-parser/835/blue_cross_nc_sample.txt":
            assert sum((line.charge for c in paid for line in c.lines), ZERO) == Decimal(row["sum_svc02"]), row["file"]
            assert sum((line.paid for c in paid for line in c.lines), ZERO) == Decimal(row["sum_svc03"]), row["file"]
        first_traces = row["trn02"].split()[:1]
        assert [t.header.trace_number for t in read_file.transactions][:1] == first_traces, row["file"]
        compared += 1
    assert compared == 12


def test_claims_equal_the_facts() -> None:
    compared = 0
    for row in rows("facts_837.csv"):
        read_file = Everything(SAMPLES / row["file"])
        claims: list[Claim] = read_file.models
        lines = [line for claim in claims for line in claim.lines]
        assert len(read_file.transactions) == int(row["n_st"]), row["file"]
        assert len(claims) == int(row["n_clm"]), row["file"]
        assert sum((claim.charge for claim in claims), ZERO) == Decimal(row["sum_clm02"]), row["file"]
        assert len(lines) == int(row["n_lines"]), row["file"]
        assert sum((line.charge for line in lines), ZERO) == Decimal(row["sum_lines"]), row["file"]
        names = row["clm01"].split()
        assert [claim.patient_control_number for claim in claims][: len(names)] == names, row["file"]
        expected = {pair.split(":")[0]: int(pair.split(":")[1]) for pair in row["dx"].split()}
        diagnoses = Counter(found.qualifier for claim in claims for found in claim.diagnoses)
        assert dict(diagnoses) == expected, row["file"]
        compared += 1
    assert compared == 36


def test_status_and_eligibility_equal_the_facts() -> None:
    for row in rows("facts_27x.csv"):
        read_file = Everything(SAMPLES / row["file"])
        models = read_file.models
        kinds = {transaction.kind[:3] for transaction in read_file.transactions}
        assert kinds == {row["st01"]}, row["file"]
        if row["st01"] == "271":
            benefits = [benefit for model in models for benefit in model.benefits]
            codes = Counter(benefit.code for benefit in benefits)
            assert codes == {pair.split(":")[0]: int(pair.split(":")[1]) for pair in row["eb01"].split()}, row["file"]
            assert sum((b.amount for b in benefits if b.amount), ZERO) == Decimal(row["sum_eb07"]), row["file"]
            assert [r.reason for model in models for r in model.rejections] == row["aaa03"].split(), row["file"]
        if row["st01"] in ("276", "277") and "277CA" not in row["file"]:
            assert len(models) == int(row["n_trn"]), row["file"]
        if row["st01"] == "277":
            statuses = Counter(_status_text(status) for status in _statuses(models))
            expected = {pair.rpartition("=")[0]: int(pair.rpartition("=")[2]) for pair in row["stc_codes"].split()}
            assert {key.rstrip(":"): count for key, count in statuses.items()} == {
                (key.replace("::RX", "")): count for key, count in expected.items()
            }, row["file"]


def _statuses(models: list[Any]) -> list[Any]:
    found = []
    for model in models:
        own = list(getattr(model, "information", ())) + list(getattr(model, "answers", ()))
        for line in getattr(model, "lines", ()):
            own += list(getattr(line, "answers", ()))
        found += [status for information in own for status in information.statuses]
    return found


def _status_text(status: Any) -> str:
    return ":".join((status.category, status.code, status.entity))


def test_acknowledgements_equal_the_facts() -> None:
    for row in rows("facts_ack.csv"):
        read_file = Everything(SAMPLES / row["file"])
        if row["st01"] == "997":
            assert all(transaction.kind == "unknown" for transaction in read_file.transactions), row["file"]
            assert all(t.findings[0].code == "unsupported_set" for t in read_file.transactions), row["file"]
            continue
        assert len(read_file.models) == int(row["n_ak2"]), row["file"]
        assert sum(len(model.errors) for model in read_file.models) == int(row["n_ik3"]), row["file"]
        elements = [error for model in read_file.models for segment in model.errors for error in segment.elements]
        assert len(elements) == int(row["n_ik4"]), row["file"]
        trailer = read_file.transactions[0].trailer
        outcome = f"{trailer.outcome}*{trailer.included}*{trailer.received}*{trailer.accepted}"
        assert outcome == row["ak9"], row["file"]


def test_structure_equals_the_facts() -> None:
    for row in rows("facts_structure.csv"):
        read_file = Everything(SAMPLES / row["file"])
        assert read_file.reader.segment_count == int(row["n_seg"]), row["file"]
        assert len(read_file.transactions) == int(row["n_st"]), row["file"]
        for transaction in read_file.transactions[:1]:
            assert transaction.delimiters.element == row["element_sep"].strip("'"), row["file"]
            if row["n_isa"] != "0":
                assert transaction.delimiters.component == row["component_sep"].strip("'"), row["file"]


def test_every_file_writes_back_byte_for_byte() -> None:
    for row in rows("MANIFEST.csv"):
        data = (SAMPLES / row["file"]).read_bytes()
        out = io.BytesIO()
        rewrite(data, out)
        assert out.getvalue() == data, row["file"]


def test_files_with_faults_get_findings_that_name_them() -> None:
    for row in rows("facts_structure.csv"):
        if not row["issues"]:
            continue
        codes = {finding.code for finding in Everything(SAMPLES / row["file"]).findings}
        wanted = {
            "SE01": "segment_count",
            "SE02": "control_number",
            "GE01": "transaction_count",
            "GE02": "control_number",
            "IEA01": "group_count",
            "IEA02": "control_number",
            "no ISA": "no_interchange",
            "ISA not": "isa_width",
        }
        for issue, code in wanted.items():
            if issue in row["issues"] and not (issue == "no ISA" and "no_group" in codes):
                assert code in codes, (row["file"], issue, codes)


def test_files_spoilt_on_purpose_have_errors() -> None:
    spoilt = [row for row in rows("MANIFEST.csv") if row["validity"] == "invalid-on-purpose"]
    ours = [row for row in spoilt if row["transaction_set"] in ASSEMBLERS]
    assert len(ours) > 15
    for row in ours:
        found = Everything(SAMPLES / row["file"]).findings
        assert any(one.severity is Severity.ERROR for one in found), row["file"]
