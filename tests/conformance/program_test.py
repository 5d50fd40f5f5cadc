#!/usr/bin/env python3
"""The conformance program against small material of our own. Usage: program_test.py PROGRAM"""
import subprocess
import sys
import tempfile
from pathlib import Path

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:x">
<inputData id="i" name="Days late"><variable name="Days late" typeRef="number"/></inputData>
<decision id="d" name="Points"><variable name="Points" typeRef="number"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>%s</text></literalExpression></decision></definitions>"""
CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<modelName>own.dmn</modelName><testCase id="001">
<inputNode name="Days late"><value xsi:type="xsd:decimal">4</value></inputNode>
<resultNode name="Points" type="decision"><expected><value xsi:type="xsd:decimal">%s</value></expected></resultNode>
</testCase></testCases>"""


BPMN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<process id="p-1" isExecutable="true"><startEvent id="s"/>%s<endEvent id="e"/></process></definitions>"""
PROCEDURES = {
    "walked.bpmn": """<sequenceFlow id="a" sourceRef="s" targetRef="t"/><userTask id="t" camunda:assignee="kermit"/>
        <sequenceFlow id="b" sourceRef="t" targetRef="g"/><exclusiveGateway id="g"/><sequenceFlow id="c" sourceRef="g"
        targetRef="e"><conditionExpression>${yes}</conditionExpression></sequenceFlow>
        <sequenceFlow id="d" sourceRef="g" targetRef="t"/>""",
    "refused.bpmn20.xml": """<scriptTask id="t"/><sequenceFlow id="a" sourceRef="s" targetRef="t"/>
        <sequenceFlow id="b" sourceRef="t" targetRef="e"/>""",
    "outside.bpmn": """<serviceTask id="t" camunda:class="org.x.Y"/><sequenceFlow id="a" sourceRef="s" targetRef="t"/>
        <sequenceFlow id="b" sourceRef="t" targetRef="e"/>""",
    "stuck.bpmn": """<parallelGateway id="g"/><sequenceFlow id="a" sourceRef="s" targetRef="g"/><userTask id="t"/>
        <userTask id="u"/><sequenceFlow id="b" sourceRef="g" targetRef="t"/><sequenceFlow id="c" sourceRef="g" targetRef="u"/>
        <exclusiveGateway id="x"/><sequenceFlow id="d" sourceRef="t" targetRef="x"/><endEvent id="f"/>
        <sequenceFlow id="k" sourceRef="x" targetRef="f"/><sequenceFlow id="l" sourceRef="x" targetRef="j"/>
        <parallelGateway id="j"/><sequenceFlow id="m" sourceRef="u" targetRef="j"/><sequenceFlow id="h" sourceRef="j" targetRef="e"/>""",
}


# The names of one person, one firm, one district: all that the part `names` reads.
NAMES = {
    "data/lao-districts.csv": "name_lo,name_en,alt_names_lo,alt_names_en\nປາກລາຍ,Parklai,,\n",
    "data/lao-names.csv": "name_lo,roman_common,roman_variants\nບຸນມີ,Bounmy,Bunmi|Boonmee\n",
    "linkage/sample/labour_unit.csv": "lu_id,name_lo,name_en\nL1,ບໍລິສັດ ດາວ ກໍ່ສ້າງ ຈຳກັດ,\n",
    "linkage/sample/worker.csv": "worker_id,given_lo,surname_lo,name_latin\nW1,ບຸນມີ,ວົງສາ,\n",
    "linkage/sample/enterprise_register.csv": "er_no,name_lo,name_en\n01-1,,\"Dao Construction Co., Ltd\"\n",
    "linkage/sample/tax_employer.csv": "tin,name,name_alt\n",
    "linkage/sample/civil_register.csv": "civil_id,given_lo,surname_lo,name_latin\nC1,,,Mr Vongsa Bunmi\n",
    "linkage/sample/tax_payroll.csv": "tin,tax_emp_id,employee_name\n",
    "linkage/sample/molsw_workers.csv": "molsw_id,name_lo,name_latin\n",
    "linkage/sample/truth_links.csv": "kind,lsso_id,register,register_id\nworker,W1,civil_register,C1\n"
                                      "labour_unit,L1,enterprise_register,01-1\n",
}


def material(root, expected="6", expression="Days late * 1.5", model=MODEL):
    for level in (2, 3):
        folder = root / f"dmn-tck/tck/TestCases/compliance-level-{level}/own"
        folder.mkdir(parents=True)
        (folder / "own.dmn").write_text(model % expression)
        (folder / "own-test-01.xml").write_text(CASES % expected)
    for source in ("operaton/operaton", "flowable/flowable-engine", "bpmn-miwg/bpmn-miwg-test-suite"):
        (root / source).mkdir(parents=True)
        for name, inside in PROCEDURES.items():
            (root / source / name).write_text(BPMN % inside)
    for name, text in NAMES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for engine in ("operaton/operaton", "flowable/flowable-engine"):
        (root / engine / "src").mkdir(parents=True)
        (root / engine / "src/a.dmn").write_text(MODEL % "1 + 1")
        (root / engine / "src/b.dmn").write_text("no XML at all")


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


# Every part but linkage, which has a test and material of its own.
def run_parts(program, folder):
    done = [run(program, "--part", part, folder) for part in ("dmn-tck", "dmn-engines", "bpmn-engines", "names")]
    return max(status for status, _ in done), "".join(output for _, output in done)


def expect(condition, what, output):
    if not condition:
        sys.exit(f"not so: {what}\n{output}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        good, wrong, refused, absent = (Path(folder) / n for n in ("good", "wrong", "refused", "absent"))
        material(good)
        status, output = run_parts(program, good)
        expect(status == 0, "all right is exit status 0", output)
        expect(output.count("1 of 1\n") == 2 and output.count("1 of 2\n") == 2, "a table for each source", output)
        expect(output.count("passed        1 of 4") == 3, "one of four procedures comes to its end", output)
        expect(output.count("inside the subset 2, of these walked to an end 1 (50.0 %)") == 3, "the share", output)
        expect("bpmn.element scriptTask" in output and "engine.code class" in output, "the reasons", output)
        expect("stuck.bpmn: walk 3: nothing can happen any more at j" in output, "the stuck one by its name", output)
        expect("xml.malformed" in output, "a refused file has its reason", output)
        expect("people (Lao, Latin): equal key                            1 of      1" in output, "people", output)
        expect("firms (Lao, Latin): same activities                       1 of      1" in output, "firms", output)
        (good / "data/lao-districts.csv").write_text("name_lo,name_en\nປາກລາຍ,Vientiane\n", encoding="utf-8")
        status, output = run(program, "--all", "--part", "names", good)
        expect(status == 1 and "ປາກລາຍ / Vientiane: PKL / VNTN" in output, "a name misread by its name", output)
        material(wrong, expected="7")
        status, output = run_parts(program, wrong)
        expect(status == 1, "a wrong answer is exit status 1", output)
        expect("own-test-01 case 001: Points: expected 7, said 6" in output, "the wrong case by its name", output)
        material(refused, expression="for x in [1] return x")
        status, output = run(program, refused)
        expect(status == 1 and "dmn.expression" in output, "level 2 must not be refused", output)
        status, output = run(program, "--part", "dmn-engines", refused)
        expect(status == 0, "a part alone", output)
        absent.mkdir()
        expect(run(program, absent)[0] == 1, "no material is a failure", "")
    expect(run(program)[0] == 2 and run(program, "--part", "x", "/tmp")[0] == 2, "wrong use is 2", "")


main()
