"""A small registry: in each of two provinces five labour units, one more with a workplace in both. Every name says
where it belongs: what
carries the mark of province 13 must never be seen by who has only province 01, and the other way round."""
import csv
import pathlib
import sys

PLACES = {"01": ("ນະຄອນຫຼວງວຽງຈັນ", "ໄຊເສດຖາ"), "13": ("ສະຫວັນນະເຂດ", "ຊົນນະບູລີ")}
# Far apart in letters and sound, so that a search for the one does not find the other.
MARK = {"01": "OFMEKONGCAPITAL", "13": "OFSOUTHBORDERLAND"}
HEADERS = {
    "labour_unit": "lu_id,ss_reg_no,name_lo,name_en,sector,province,district,village,address,phone,director_name,reg_date,status,close_date",
    "worker": "worker_id,ss_no,given_lo,surname_lo,name_latin,sex,dob,id_no,phone,province,district,village,reg_date,nationality",
    "employment": "emp_id,lu_id,worker_id,start_date,reg_date,end_date",
    "contribution": "lu_id,worker_id,month,declared_wage,due,paid,paid_date",
    "tax_employer": "tin,name,name_alt,address,district,province,phone,isic,status,reg_date",
    "tax_payroll": "tin,tax_emp_id,employee_name,id_no,from_month,to_month,monthly_gross",
    "enterprise_register": "er_no,tin,name_lo,name_en,type,isic,capital,director_name,address,village,district,province,phone,reg_date,status,dissolved_date",
    "molsw_workers": "molsw_id,name_lo,name_latin,sex,dob,id_no,employer_name,province,district,start_date",
    "civil_register": "civil_id,id_no,family_book,given_lo,surname_lo,name_latin,sex,dob,province,district,village,status,death_date",
    "workplace": "workplace_id,lu_id,name_lo,name_en,province,district,village,address,phone,open_date,close_date",
    "self_employed": "member_id,ss_no,given_lo,surname_lo,name_latin,sex,dob,id_no,phone,province,district,village,kind,activity,reg_date,status,close_date",
    "benefit": "benefit_id,worker_id,kind,from_date,to_date,amount",
}


def units():
    """(id, marker, province) of every labour unit."""
    for p in PLACES:
        for letter in "ABCDEF":
            yield f"L{letter}{p}", f"ZZUNIT{letter}{MARK[p]}", p
    yield "LX", "ZZUNITXBOTH", "01"


def write(folder):
    rows = {name: [] for name in HEADERS}
    for n, (unit, mark, p) in enumerate(units()):
        province, district = PLACES[p]
        rows["labour_unit"].append([unit, f"{p}99000{n}", f"ບໍລິສັດ {mark}", f"{mark} Company", "C", province, district, "",
                                    f"ZZROAD{mark[6:]}", f"020 9900 00{n:02}", f"ZZBOSS{mark[6:]}", "2020-01-01", "ACTIVE", ""])
        where = "BOTH" if unit == "LX" else MARK[p]
        for w in range(2):
            worker, name = f"W{unit}{w}", f"ZZWORKER{unit[1]}{w}{where}"
            rows["worker"].append([worker, f"90{p}{n:02}{w:03}", name, f"ZZFAMILY{where}", name.title(), "F", "1990-02-03",
                                   f"77{p}{n:04}{w}", "", province, district, "", "2020-01-01", "LAO"])
            rows["employment"].append([f"E{unit}{w}", unit, worker, "2020-01-01", "2020-01-01", ""])
            for month in ("2026-08", "2026-09", "2026-10"):
                rows["contribution"].append([unit, worker, month, 2000000, 230000, 230000, month + "-15"])
    for p, (province, district) in PLACES.items():
        rows["workplace"].append([f"LX-{p}", "LX", f"ZZPLACEX{p}", f"ZZPLACEX{p}", province, district, "", "", "", "2020-01-01", ""])
        rows["self_employed"].append([f"ZZSELF{p}", f"95{p}00001", f"ZZALONE{MARK[p]}", f"ZZKIN{MARK[p]}", f"Zzalone{MARK[p].title()}",
                                      "F", "1985-02-03", f"78{p}0001", "", province, district, "", "SELF_EMPLOYED", "G", "2021-01-01",
                                      "ACTIVE", ""])
        rows["benefit"].append([f"B{p}", f"WLA{p}0", "maternity", "2026-05-01", "2026-08-13", 9000000])
    for name, lines in rows.items():
        with open(pathlib.Path(folder) / f"{name}.csv", "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(HEADERS[name].split(","))
            writer.writerows(lines)


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write(sys.argv[1])
