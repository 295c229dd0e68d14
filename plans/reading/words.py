"""Vietnamese words by which documents are understood: data, with their accents, in small "
"letters."""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


# The fields of provincial Sở, as plans of both times print them; longest first where one begins
# another. Without "Sở", so that a list may leave it out.
FIELDS = tuple(sorted(_phrases(
    "kế hoạch và đầu tư;kế hoạch & đầu tư;kế hoạch đầu tư;kh&đt;kh và đt;khđt;kh-đt;kh&đầu tư;"
    "tài chính;tc;tài chính - kế hoạch;"
    "tài nguyên và môi trường;tài nguyên & môi trường;tài nguyên môi trường;"
        "tài nguyên - môi trường;"
    "tn&mt;tn và mt;tnmt;tn-mt;"
    "nông nghiệp và phát triển nông thôn;nông nghiệp & phát triển nông thôn;nông nghiệp và ptnt;"
    "nông nghiệp & ptnt;nông nghiệp ptnt;nn&ptnt;nn và ptnt;nnptnt;nn-ptnt;nông nghiệp;"
    "nông nghiệp và môi trường;nông nghiệp & môi trường;nn&mt;nn và mt;nnmt;"
    "công thương;ct;xây dựng;xd;giao thông vận tải;giao thông - vận tải;"
        "giao thông công chánh;gtvt;"
    "khoa học và công nghệ;khoa học & công nghệ;khoa học công nghệ;khoa học, công nghệ;kh&cn;"
    "kh và cn;khcn;"
    "thông tin và truyền thông;thông tin & truyền thông;thông tin truyền thông;"
    "thông tin - truyền thông;tt&tt;tt và tt;tttt;"
    "văn hóa, thể thao và du lịch;văn hóa - thể thao và du lịch;văn hóa thể thao và du lịch;"
    "văn hóa, thể thao & du lịch;văn hóa - thể thao - du lịch;văn hóa, thể thao, du lịch;"
    "văn hóa và thể thao;văn hóa, thể thao;vhttdl;vhtt&dl;vh,tt&dl;vh, tt&dl;vhtt và dl;vh-tt&dl;"
    "vh-tt-dl;vh&tt;vhtt;vh, tt và dl;vh,tt và dl;du lịch;"
    "lao động - thương binh và xã hội;lao động, thương binh và xã hội;"
    "lao động thương binh và xã hội;lao động - thương binh & xã hội;lao động - tb&xh;"
        "lao động - tbxh;"
    "lao động, tb&xh;lao động - thương binh - xã hội;lđtbxh;lđ-tb&xh;lđ-tbxh;lđ - tb&xh;lđtb&xh;"
    "lđ,tb&xh;lđ-tb và xh;lao động;"
    "giáo dục và đào tạo;giáo dục & đào tạo;giáo dục đào tạo;giáo dục - đào tạo;gd&đt;"
        "gd và đt;gdđt;"
    "gd-đt;y tế;yt;nội vụ;nv;tư pháp;tp;ngoại vụ;quy hoạch - kiến trúc;quy hoạch kiến trúc;qhkt;"
    "an toàn thực phẩm;dân tộc và tôn giáo;dân tộc - tôn giáo;dân tộc;dt&tg"
), key=lambda phrase: (-len(phrase.split()), -len(phrase))))  # fmt: skip

# Collective names begin so; the names behind them belong to the same item.
MANY = _phrases("các;những;tất cả;toàn thể;mọi;từng;một số")
# What a collective name is made of; commas between these do not end it.
KINDS = tuple(sorted(_phrases(
    "sở;ban;ngành;nghành;bộ;cục;chi cục;phòng;đoàn thể;hội;hội đoàn thể;đoàn hội;cơ quan;đơn vị;"
    "địa phương;tổ chức;cá nhân;doanh nghiệp;hợp tác xã;trường;trường học;viện;trung tâm;huyện;"
    "quận;thị xã;thành phố;xã;phường;thị trấn;đặc khu;cấp;tổ chức chính trị - xã hội;"
    "tổ chức chính trị xã hội;tổ chức đoàn thể;cơ quan báo chí;báo;đài;"
        "cơ quan thông tin đại chúng;"
    "cơ quan trung ương;hiệp hội;chủ đầu tư;cơ sở;cơ sở sản xuất;hộ gia đình;mặt trận tổ quốc;"
    "cơ sở giáo dục;cơ sở y tế;tổ chức chính trị;lực lượng vũ trang;sở ngành;sở, ngành;"
        "sở ban ngành"
), key=lambda phrase: (-len(phrase.split()), -len(phrase))))  # fmt: skip
# Words that may follow a kind and stay in its name: "các cơ quan thuộc UBND tỉnh".
TAILS = tuple(sorted(_phrases(
    "liên quan;có liên quan;khác;khác có liên quan;liên quan khác;cấp tỉnh;cấp huyện;cấp xã;"
    "thuộc tỉnh;của tỉnh;tỉnh;trong tỉnh;thành phố;thuộc ubnd tỉnh;thuộc ubnd thành phố;"
        "trực thuộc;"
    "trực thuộc ubnd tỉnh;trực thuộc tỉnh;trên địa bàn;trên địa bàn tỉnh;trên địa bàn thành phố;"
    "địa phương;chuyên môn;đóng trên địa bàn;đóng trên địa bàn tỉnh;thuộc và trực thuộc ubnd tỉnh;"
    "thuộc, trực thuộc ubnd tỉnh;ngang sở;tương đương;chức năng;cùng cấp;các cấp;"
    "có chức năng;được giao nhiệm vụ chủ trì;được giao chủ trì;được giao nhiệm vụ;"
        "được phân công;và tương đương;"
    "trung ương;trung ương đóng trên địa bàn;trung ương đóng trên địa bàn tỉnh;ở địa phương;"
    "trong và ngoài tỉnh;trên địa bàn toàn tỉnh;hữu quan;chính trị - xã hội;chính trị xã hội;"
    "nêu trên;có dự án;công lập;thông tấn;thành viên;quản lý nhà nước"
), key=lambda phrase: -len(phrase.split())))  # fmt: skip

# Bodies that are no Sở; "~" stands for further words of the name (capitals, places).
BODIES = tuple(sorted(_phrases(
    "công an;công an tỉnh;công an thành phố;công an cấp huyện;công an cấp xã;ca tỉnh;"
    "bộ chỉ huy quân sự;bộ chỉ huy quân sự tỉnh;bộ chqs;bộ chqs tỉnh;bchqs tỉnh;"
    "bộ chỉ huy bộ đội biên phòng;bộ chỉ huy bộ đội biên phòng tỉnh;bộ chỉ huy bđbp tỉnh;"
    "bđbp;bđbp tỉnh;bộ chỉ huy bđbp;"
    "bộ đội biên phòng tỉnh;bộ tư lệnh thành phố;thanh tra tỉnh;thanh tra thành phố;thanh tra;"
    "ban dân tộc;ban dân tộc tỉnh;ban tôn giáo;ban thi đua - khen thưởng;"
        "ban an toàn giao thông tỉnh;"
    "văn phòng ubnd tỉnh;văn phòng ubnd thành phố;văn phòng ubnd;văn phòng;vp ubnd tỉnh;"
        "vpubnd tỉnh;"
    "văn phòng hđnd và ubnd tỉnh;văn phòng đoàn đbqh và hđnd tỉnh;văn phòng tỉnh ủy;"
    "văn phòng hđnd tỉnh;văn phòng điều phối nông thôn mới tỉnh;"
    "ban quản lý các khu công nghiệp;ban quản lý các khu công nghiệp tỉnh;"
    "ban quản lý khu công nghiệp;ban quản lý khu công nghiệp tỉnh;"
        "ban quản lý các khu chế xuất và công nghiệp;"
    "ban quản lý khu kinh tế;ban quản lý khu kinh tế tỉnh;ban quản lý các khu kinh tế;"
    "ban quản lý các khu kinh tế tỉnh;ban quản lý khu kinh tế và các khu công nghiệp;"
    "ban quản lý các khu công nghiệp và khu kinh tế;ban quản lý khu kinh tế, khu công nghiệp;"
    "ban quản lý khu công nghệ cao;bql các kcn;bql các kcn tỉnh;bql các khu công nghiệp;"
    "bql khu kinh tế;bql kkt;ban ql các kcn;ban quản lý các kcn;ban quản lý các kcn tỉnh;"
    "đài phát thanh và truyền hình;đài phát thanh - truyền hình;đài phát thanh truyền hình;"
    "đài phát thanh, truyền hình;đài ptth;đài pt&th;đài pt-th;đài pt và th;đài truyền hình;"
    "đài phát thanh;đài khí tượng thủy văn;"
    "báo và phát thanh, truyền hình;báo và phát thanh - truyền hình;báo;báo và đài;"
    "cổng thông tin điện tử tỉnh;cổng thông tin điện tử;trung tâm truyền thông tỉnh;"
    "cục thuế;cục thuế tỉnh;thuế tỉnh;chi cục thuế;cục thống kê;cục thống kê tỉnh;thống kê tỉnh;"
    "cục hải quan;cục hải quan tỉnh;cục quản lý thị trường;cục quản lý thị trường tỉnh;"
    "cục thi hành án dân sự;cục thi hành án dân sự tỉnh;chi cục quản lý thị trường;"
    "kho bạc nhà nước;kho bạc nhà nước tỉnh;kho bạc nhà nước khu vực;kbnn tỉnh;kbnn;"
    "ngân hàng nhà nước;ngân hàng nhà nước chi nhánh tỉnh;"
        "ngân hàng nhà nước việt nam chi nhánh tỉnh;"
    "ngân hàng nhà nước chi nhánh;ngân hàng nhà nước khu vực;nhnn chi nhánh tỉnh;nhnn tỉnh;"
    "ngân hàng chính sách xã hội;ngân hàng chính sách xã hội chi nhánh tỉnh;"
    "bảo hiểm xã hội;bảo hiểm xã hội tỉnh;bhxh tỉnh;liên đoàn lao động;liên đoàn lao động tỉnh;"
    "hội nông dân;hội nông dân tỉnh;hội liên hiệp phụ nữ;hội liên hiệp phụ nữ tỉnh;hội lhpn tỉnh;"
    "hội phụ nữ;hội cựu chiến binh;hội cựu chiến binh tỉnh;hội chữ thập đỏ;hội chữ thập đỏ tỉnh;"
    "tỉnh đoàn;thành đoàn;đoàn thanh niên;đoàn tncs hồ chí minh;"
    "đoàn thanh niên cộng sản hồ chí minh;đoàn thanh niên cộng sản hồ chí minh tỉnh;"
    "liên minh hợp tác xã;liên minh hợp tác xã tỉnh;liên minh htx tỉnh;"
    "liên hiệp các hội khoa học và kỹ thuật tỉnh;liên hiệp các hội khoa học và kỹ thuật;"
    "hiệp hội doanh nghiệp;hiệp hội doanh nghiệp tỉnh;hội doanh nghiệp tỉnh;hội nhà báo tỉnh;"
    "ủy ban mặt trận tổ quốc;ủy ban mặt trận tổ quốc tỉnh;ủy ban mặt trận tổ quốc việt nam;"
    "ủy ban mặt trận tổ quốc việt nam tỉnh;ubmttq;ubmttq tỉnh;ubmttq việt nam tỉnh;"
    "ủy ban mttq việt nam tỉnh;ủy ban mttq tỉnh;ủy ban mttq;mttq tỉnh;mặt trận tổ quốc tỉnh;"
    "ubnd mttq tỉnh;ban tuyên giáo tỉnh ủy;ban tổ chức tỉnh ủy;ban dân vận tỉnh ủy;"
    "ban tuyên giáo và dân vận tỉnh ủy;ban nội chính tỉnh ủy;ủy ban kiểm tra tỉnh ủy;"
    "tòa án nhân dân tỉnh;tòa án nhân dân;viện kiểm sát nhân dân tỉnh;viện kiểm sát nhân dân;"
    "trường chính trị tỉnh;trường đại học;trường cao đẳng;điện lực;công ty điện lực;"
    "trung tâm xúc tiến đầu tư;trung tâm phục vụ hành chính công tỉnh;quỹ bảo vệ môi trường;"
    "quỹ đầu tư phát triển;ban chỉ đạo;ban chỉ đạo tỉnh;ban quản lý dự án;tổ công tác;"
        "tổ giúp việc;"
    "bộ;phòng;trung tâm;chi cục;công ty;viện;trường;quỹ;hội;liên đoàn;liên hiệp;hiệp hội;"
        "tổng công ty;"
    "bưu điện;bưu điện tỉnh;bưu điện thành phố;cảng vụ;"
    "ban quản lý;cục;ngân hàng;đài;tập đoàn;hạt kiểm lâm;vườn quốc gia;thường trực ban chỉ đạo;"
    "cơ quan thường trực ban chỉ đạo"
), key=lambda phrase: -len(phrase.split())))  # fmt: skip
# Bodies whose name goes on with the name of a field or a place, in capitals.
OPEN_BODIES = frozenset(_phrases(
    "công an;báo;bộ;phòng;trung tâm;chi cục;công ty;viện;trường;quỹ;hội;liên đoàn;liên hiệp;"
        "hiệp hội;"
    "tổng công ty;ban quản lý;cục;ngân hàng;đài;tập đoàn;hạt kiểm lâm;vườn quốc gia;"
    "ban chỉ đạo;ban quản lý dự án;trường đại học;trường cao đẳng;công ty điện lực;điện lực;"
        "văn phòng;"
    "thanh tra;chi cục thuế;tổ công tác"
))  # fmt: skip

# Persons who stand for their agency.
HEADS_OF = tuple(sorted(_phrases(
    "giám đốc;thủ trưởng;chủ tịch;chánh văn phòng;trưởng ban;tổng giám đốc;cục trưởng;"
        "chánh thanh tra;"
    "tổng biên tập;trưởng phòng;hiệu trưởng;người đứng đầu;đồng chí giám đốc;phó chủ tịch;lãnh đạo"
), key=lambda phrase: -len(phrase.split())))  # fmt: skip

# Kinds of place that UBND has behind it.
PLACES = _phrases("thành phố;thị xã;thị trấn;đặc khu;tỉnh;huyện;quận;xã;phường;tp;tx;h")
# Words in capitals that open the next cell or sentence, never a proper name …
NO_PROPER = frozenset(
    _phrases("năm;quý;tháng;các;trước;giai;sau;khi;ngày;theo;chủ;phối;trong;thời;những")
)
# … and these only before another word: "Thường xuyên", not "Thường Tín".
NO_PAIR = frozenset(
    tuple(one.split())
    for one in _phrases(
        "thường xuyên;từ năm;định kỳ;hàng năm;hằng năm;hàng tháng;hằng tháng;hàng quý;hằng quý;"
        "đến năm;báo cáo;kế hoạch;quyết định;tổ chức"
    )
)
# What other names begin with; a proper name ends before them.
HEAD_WORDS = frozenset(
    _phrases("sở;ubnd;ban;công;bộ;ủy;văn;đài;báo;thanh;cục;hội;liên;đoàn;ngân;kho")
)
# Who issues a plan, by the folded kind of its province.
ISSUERS = {"tinh": "Ủy ban nhân dân tỉnh", "thanh pho": "Ủy ban nhân dân thành phố"}
PROVINCES = _phrases(
    "An Giang;Bà Rịa - Vũng Tàu;Bạc Liêu;Bắc Giang;Bắc Kạn;Bắc Ninh;Bến Tre;Bình Dương;Bình Định;"
    "Bình Phước;Bình Thuận;Cà Mau;Cao Bằng;Cần Thơ;Đà Nẵng;Đắk Lắk;Đắk Nông;Điện Biên;Đồng Nai;"
    "Đồng Tháp;Gia Lai;Hà Giang;Hà Nam;Hà Nội;Hà Tĩnh;Hải Dương;Hải Phòng;Hậu Giang;Hòa Bình;"
    "Hưng Yên;Khánh Hòa;Kiên Giang;Kon Tum;Lai Châu;Lạng Sơn;Lào Cai;Lâm Đồng;Long An;Nam Định;"
    "Nghệ An;Ninh Bình;Ninh Thuận;Phú Thọ;Phú Yên;Quảng Bình;Quảng Nam;Quảng Ngãi;Quảng Ninh;"
    "Quảng Trị;Sóc Trăng;Sơn La;Tây Ninh;Thái Bình;Thái Nguyên;Thanh Hóa;Thừa Thiên Huế;Huế;"
    "Tiền Giang;Hồ Chí Minh;Trà Vinh;Tuyên Quang;Vĩnh Long;Vĩnh Phúc;Yên Bái"
)
