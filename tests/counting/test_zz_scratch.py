from counting.test_papers_of_result import issued, context_of, other_ballot, nominees, FIFTEEN, catalogue, pages
from datetime import date
def test_zz(liushu, other_ballot):
    other_ballot(900, chair=(1, "段玉成 梁海生"), vice_chair=(2, "宁涛 李文生 贾永成"), member=(4, FIFTEEN))
    issued(liushu, "returned 800 · 张大山 600 · 李大海 590 · 王大江 580 · 孙秀兰 470 · 赵大河 300 · 钱大湖 200 · 周小云 160 · 吴小雨 100 · 郑小雪 90 · 冯小霜 80")
    for form_id in ("A12","F04"):
        for fmt in ("pdf","docx"):
            open(f"/tmp/x15-{form_id}.{fmt}","wb").write(catalogue.render(form_id, context_of(form_id), fmt))
        print(pages(catalogue.render(form_id, context_of(form_id), "pdf")))
def test_small(liushu, other_ballot):
    other_ballot(40, chair=(1, "段玉成 梁海生"), member=(2, "段秀梅女 李保全 赵福生"))
    issued(liushu, "issued 29 · returned 27 · 段玉成 19 · 梁海生 8")
    for fmt in ("pdf","docx"): open(f"/tmp/xsmall-A12.{fmt}","wb").write(catalogue.render("A12", context_of("A12"), fmt))
