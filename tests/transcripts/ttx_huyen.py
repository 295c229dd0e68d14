"""A test plan of 23 items that every UBND huyện leads, modelled on KH TTX of Bắc Giang.

Where the document gives an item to the UBND các huyện, thành phố or to all agencies, number and
words are its own, shortened; the items marked (minh họa) are made up to come to its 23.
"""

from __future__ import annotations

from datetime import date

from handlers.loading import load_plan
from plans.model import Role
from plans.planfile import read_plan
from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import appoint, person_of

PLAN = "bac-giang-ttx-huyen"
ITEMS = {
    "1.4": "Tăng cường vai trò quản lý nhà nước, khuyến khích sự tham gia của toàn xã hội.",
    "2.6": "Tổ chức tuyên truyền nâng cao nhận thức của doanh nghiệp và các hộ kinh doanh.",
    "3.5": "Thực hiện các chính sách phát triển nguồn nhân lực và việc làm xanh.",
    "4.4": "Huy động các nguồn lực để thực hiện các hoạt động TTX.",
    "5.4": "Phối hợp triển khai thực hiện đẩy mạnh ứng dụng KHCN.",
    "6.3": "Chủ động phối hợp với các địa phương giáp ranh giải quyết các vấn đề liên vùng.",
    "7.2": "Thúc đẩy thực hiện các chính sách ưu đãi, hỗ trợ cho các nhóm yếu thế.",
    "8.1d": "Tiết kiệm điện trong chiếu sáng công cộng (minh họa).",
    "8.2d": "Phát triển cụm công nghiệp theo hướng xanh (minh họa).",
    "8.3c": "Quản lý điều hành giao thông thông minh (minh họa).",
    "8.3d": "Phát triển hạ tầng giao thông xanh (minh họa).",
    "8.4c": "Đầu tư xây dựng và phát triển hệ thống hạ tầng kỹ thuật đô thị theo hướng xanh.",
    "8.4d": "Quản lý quy hoạch điểm dân cư nông thôn (minh họa).",
    "8.5c": "Nâng cao hiệu quả quản lý, bảo vệ rừng; bảo vệ và phục hồi rừng tự nhiên.",
    "8.5d": "Nhân rộng mô hình nông nghiệp hữu cơ (minh họa).",
    "8.6c": "Cụ thể hóa cơ chế, chính sách thu gom, xử lý chất thải.",
    "8.6d": "Phân loại chất thải rắn sinh hoạt tại nguồn (minh họa).",
    "8.7c": "Thực hiện Kế hoạch quản lý chất lượng không khí.",
    "8.8c": "Quản lý, sử dụng tài nguyên nước, tài nguyên đất, đa dạng sinh học.",
    "8.9a": "Tham gia các chương trình dán nhãn năng lượng, nhãn sinh thái.",
    "8.10d": "Tăng cường quản lý, giám sát phân loại, tiêu hủy và xử lý chất thải y tế.",
    "8.11b": "Phát triển du lịch xanh tại địa phương (minh họa).",
    "8.12": "Chủ động xây dựng kế hoạch ứng phó với biến đổi khí hậu.",
}
SUPPORTED = {"8.3b": "Sở Công Thương", "8.4a": "Sở Xây dựng"}  # the huyện support these two
_HEAD = """
plan:
  id: bac-giang-ttx-huyen
  short: TTX
  province: Bắc Giang
  title: KẾ HOẠCH Hành động tăng trưởng xanh (trích, để thử)
  coordinator: Sở Kế hoạch và Đầu tư
reporting:
  - frequency: annual
    section: IV.2.2
    from: ["UBND các huyện, thành phố"]
    to: [UBND tỉnh]
    via: Sở Kế hoạch và Đầu tư
    due: {month: 12, day: 20}
    before: true
    quote: báo cáo trước ngày 20/12 hàng năm
tasks:
"""


def plan_file(most: int = len(ITEMS)) -> bytes:
    """The plan as a file, with so many of the items."""
    huyen = '["UBND các huyện, thành phố"]'
    rows = [
        f'  - {{number: "{n}", title: "{t}", lead: {huyen}}}' for n, t in [*ITEMS.items()][:most]
    ]
    rows += [
        f'  - {{number: "{n}", title: "Nội dung {n}.", lead: [{lead}], support: {huyen}}}'
        for n, lead in SUPPORTED.items()
    ]
    return (_HEAD + "\n".join(rows) + "\n").encode()


async def ttx_huyen(play: Play, who: str = "ubnd-lang-giang", most: int = len(ITEMS)) -> None:
    """The plan is in use; its coordinator is that of Sở Kế hoạch và Đầu tư."""
    async with play.store() as unit:
        await load_plan(unit, read_plan(plan_file(most), "ttx.yaml"))
        await plans.follow_from(unit, PLAN, date(2023, 1, 1))
        coordinator = await person_of(unit, play, "skhdt")
        await appoint(unit, coordinator, "skhdt", PLAN, Role.COORDINATOR)
        await plans.start(unit, PLAN, coordinator)
        await appoint(unit, await person_of(unit, play, who), who, PLAN)
