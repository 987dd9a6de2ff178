"""Where refusals become HTTP: one table of codes, statuses and sentences citizens understand."""

from typing import Any

from msgspec import Struct

from rules.refusals import Refused


class Problem(Struct, frozen=True):
    """Every answer that is not a success."""

    code: str
    message: str
    details: dict[str, Any] = {}


# code: (status, sentence). A sentence says what happened and what to do now.
ANSWERS: dict[str, tuple[int, str]] = {
    "bad_request": (400, "提交的内容格式不对，请检查后重试。"),
    "sign_in_needed": (401, "请先登录。您填写的内容已保留。"),
    "real_name_needed": (403, "请先完成实名认证。您填写的内容已保留。"),
    "forbidden": (403, "您的账号没有这项权限。"),
    "not_found": (404, "没有找到，或不在您的管理范围内。"),
    "method_not_allowed": (405, "不支持这种请求方式。"),
    "too_large": (413, "内容太大，请缩小后重试。"),
    "too_many_requests": (429, "操作太频繁，请稍后再试。"),
    "internal": (500, "系统出错了，您填写的内容已保留，请稍后重试。"),
    "busy": (503, "现在提交的人较多，您填写的内容已保留，请稍后重试。"),
    # sign-in
    "wechat_code_refused": (400, "微信登录已失效，请重新打开小程序。"),
    "identity_unavailable": (503, "身份认证暂时不可用，请稍后再试或换一种方式。"),
    "identity_refused": (403, "身份认证没有通过，请核对后重试。"),
    "sign_in_expired": (400, "登录已超时，请重新登录。您填写的内容已保留。"),
    "token_old": (401, "请用登录凭据换一个新的，再试一次。"),
    "consent_missing": (403, "请先阅读并同意隐私说明。"),
    "wrong_password": (401, "账号或口令不对。"),
    "too_many_attempts": (429, "尝试次数过多，请过一会儿再试，或请账号管理人员解除。"),
    "new_password_needed": (403, "这是初始口令，请先设置您自己的新口令。"),
    "weak_password": (422, "新口令不符合要求，请换一个。"),
    "second_factor_needed": (403, "请输入验证器上的动态码，或一个备用码。"),
    "enrolment_needed": (403, "您的角色须先绑定验证器才能登录。"),
    "wrong_code": (403, "动态码不对、已用过或已过期，请用最新的一个。"),
    "factor_there": (409, "已经绑定了验证器。"),
    "factor_required": (403, "您的角色必须使用验证器，不能解除。换手机请由另一位同事重置。"),
    "outside_network": (403, "这个账号只能在登记的网络内使用。网络有变动的，请联系安全管理员。"),
    "provider_off": (404, "没有启用统一身份认证，请用账号和口令登录。"),
    "provider_away": (503, "统一身份认证暂时没有正常回应，请稍后再试，或用账号和口令登录。"),
    "provider_refused": (403, "统一身份认证没有通过，或已取消。请重新登录，或用账号和口令登录。"),
    "provider_expired": (
        400,
        "这次登录已超时、已用过，或不是在这个浏览器里开始的。请从登录页重新开始。",
    ),
    "provider_forged": (
        403,
        "统一身份认证发来的凭证核对不上，没有登录。请重新登录；再次出现请告知系统管理员。",
    ),
    "provider_clock": (
        403,
        "统一身份认证发来的凭证已过期，或两边的时钟相差太大。请重新登录；再次出现请告知系统管理员。",
    ),
    "provider_other_client": (
        403,
        "统一身份认证发来的凭证是给别的系统的，没有登录。请告知系统管理员。",
    ),
    "provider_other_issuer": (
        403,
        "发来结果的不是本系统使用的统一身份认证，没有登录。请告知系统管理员。",
    ),
    "provider_unbound": (
        403,
        "您的统一身份认证还没有绑定本系统的账号。请先用口令登录，在“我的账号”里绑定，或请安全管理员绑定。",
    ),
    "provider_too_early": (
        403,
        "请先用口令登录一次，设好自己的口令和所需的验证器，以后就能用统一身份认证登录。",
    ),
    "provider_taken": (409, "这个统一身份认证已绑定另一个账号，须先解除那里的绑定。"),
    "provider_there": (409, "这个账号已绑定统一身份认证，须先解除再重新绑定。"),
    "phone_waiting": (
        403,
        "这部手机还没有绑定您的账号。请当面找安全管理员同意，窗口工作人员也可以找本机构承办人或大厅管理员；同意后在这部手机上再次登录。",
    ),
    "shuts_oneself_out": (
        409,
        "您现在的地址不在名单里，或只在有到期日的网段里。这样保存会把您自己关在外面，没有保存。",
    ),
    "wrong_own_password": (403, "当前口令不对。"),
    "administrator_unknown": (
        409,
        "这个账号没有登记身份证号，不能发口令。请用“工作人员”模板补登，或由机房用命令行补登。",
    ),
    "second_account": (
        409,
        "同一个人已有别的账号。安全管理、系统管理、审计人员不能再有别的账号。",
    ),
    "another_person": (409, "与这个账号登记的身份证号不符。换人的，请另建账号。"),
    "login_taken": (409, "这个账号已属于另一个岗位。"),
    "not_oneself": (403, "不能为自己办理，请由另一位同事办理。"),
    # window codes
    "code_unknown": (404, "没有找到这个窗口，请核对二维码或短号。"),
    "code_revoked": (410, "这个二维码已停用，请扫描窗口上的新二维码。"),
    "code_needed": (
        409,
        "这个窗口还有排班，停用二维码后群众无法评价。请改为换新码，或者先停用窗口。",
    ),
    "no_codes": (409, "这个大厅还没有发码的窗口，请先发码。"),
    "window_gone": (410, "这个窗口已停止服务。以前在这里办的事，仍可以评价。"),
    # rating devices
    "pairing_code_wrong": (404, "配对码不对、已用过或已过期，请向大厅管理员要一个新的。"),
    "device_there": (409, "这个窗口已有评价器，请先停用旧的，再给新的配对。"),
    # kiosks
    "kiosk_session_over": (410, "这次使用已经结束，请重新开始。"),
    "kiosk_hall_closed": (410, "这个大厅已关闭，这台终端不能再评价。"),
    "kiosk_scan_over": (410, "终端上的二维码已过期或已用过，请在终端上重新扫码。"),
    "slip_unknown": (404, "没有找到这个凭条码，请核对凭条上的 12 位数字。"),
    "slip_over": (410, "凭条已过评价期限。"),
    "slips_rest": (429, "这台终端上输错的次数太多，请过十分钟再试，或用手机扫码登录。"),
    # vouchers
    "voucher_unknown": (404, "没有找到这次服务，请重新扫描凭条上的二维码，或从原来的页面打开。"),
    "voucher_over": (410, "这个评价链接已过评价期限。您办过的事，仍可以补充意见。"),
    "voucher_of_another": (
        403,
        "这次服务不是用您的身份办的。请由办事人或代办人本人登录后评价。",
    ),
    # institutions, halls and windows
    "no_account_waiting": (409, "账号都已发放口令，没有等待发放的。"),
    "place_stale": (409, "刚刚有人改过这里，请查看最新情况。您填写的内容已保留。"),
    "place_closed": (409, "它或它所属的机构、大厅已经关闭，请先恢复或另选一个。"),
    "place_unchanged": (422, "填写的内容与现在一样，没有改动。"),
    "place_out_of_reach": (403, "所选的局、区域或机构不在您的管理范围内。"),
    "place_code_taken": (409, "这个编码已经有了，请换一个。"),
    "place_number_taken": (409, "这个大厅已有这个窗口号，停用的窗口也占号，请恢复它或换一个号。"),
    "place_wrong_level": (
        422,
        "层级、区域和监管局对不上：市级由市局监管，其他由县（区）局监管。上级驻潮单位请勾选。",
    ),
    "place_in_use": (409, "还有窗口、下级或没办结的工单，请先移走、合并或办结。"),
    "place_was_merged": (409, "已经合并的机构不能恢复，请恢复或新增别的机构。"),
    "place_merged_with_itself": (422, "不能合并到自己，请另选一个机构。"),
    "place_branch_of_branch": (422, "分厅下面不能再有分厅。"),
    "tree_cycle": (422, "上级不能是自己或自己的下级，请另选上级。"),
    "effective_day": (422, "生效日期不能晚于今天，也不能早于上一次变更。"),
    # ratings
    "unknown_grade": (422, "请选择五个等级中的一个。"),
    "unknown_tag": (422, "有评价选项已停用，请重新选择。"),
    "tag_of_another_grade": (422, "评价选项与所选等级不符，请重新选择。"),
    "unknown_dimension": (422, "评价内容不对，请重新选择。"),
    "service_unknown": (404, "没有找到您的这次办事记录。"),
    "already_rated": (409, "这次服务已经评价过了，每次服务评价一次。"),
    "own_institution": (403, "工作人员不能评价本单位的服务。"),
    "picture_unknown": (422, "有图片没有上传成功，请重新选择图片。"),
    "picture_type": (422, "请选择 JPG、PNG 或 WebP 格式的图片。"),
    "window_closed": (409, "窗口现在没有对外服务，没有办事记录时不能评价。"),
    "limit_reached": (409, "今天没有办事记录的评价次数已满。"),
    # services
    "off_duty": (409, "排班表上您现在不在岗，请联系大厅管理员。"),
    "item_unknown": (422, "没有这个事项，或不是本单位的事项。"),
    "window_unknown": (422, "没有这个窗口。"),
    "officer_unknown": (422, "没有这位工作人员。"),
    "in_the_future": (422, "办结时间晚于现在，请核对时钟。"),
    "point_unknown": (422, "这个事项没有这个评价环节，请按事项登记的环节填写。"),
    "point_missing": (422, "这个事项按环节评价，请写明是哪个环节。"),
    "point_elsewhere": (409, "这个服务序号已用于另一个评价环节，请换一个服务序号。"),
    "bad_document": (422, "证件号码不正确，请核对。"),
    # calls of the hotline
    "call_unknown": (404, "没有这通电话，或还没有请来电人评价。请先报送通话结束。"),
    "caller_unknown": (409, "来电人没有证件信息，也没有显示号码，不能请其评价。"),
    # ratings on paper
    "paper_unknown": (404, "没有这个编号的评价单，请核对编号的 10 位数字。"),
    "paper_over": (409, "这张评价单已经录入完成或已搁置，不用再录。"),
    "paper_same_person": (403, "您已经录过这张评价单，请由另一位同事录入或裁定。"),
    "paper_service": (422, "本大厅没有这个编号的办件，请核对办件编号和次序号。"),
    "paper_day": (422, "填写日期不能早于办结日期，也不能晚于今天。"),
    "paper_rated": (409, "这次办件已经评价过，或已有另一张评价单。"),
    "paper_own_house": (403, "被评价单位的人员不能录入本单位的评价单。"),
    # partners
    "signature_wrong": (401, "签名不对：请核对密钥、签名内容和随机数（8 至 64 个字符）。"),
    "clock_wrong": (401, "签名时间与本系统相差超过十分钟，请校准时钟后重新签名。"),
    "key_over": (401, "密钥已过期或已停用，请改用新密钥，或向市局申请更换。"),
    "address_unknown": (403, "请求不是从登记的地址发来的，请向市局登记新的地址。"),
    "partner_suspended": (403, "市局已暂停接收贵方的数据，请与市局联系。"),
    "out_of_scope": (403, "没有登记这类数据的报送，请向市局申请。"),
    "request_replayed": (409, "这个请求已经收到过。确需重发的，请换一个随机数重新签名。"),
    "grade_scale_missing": (409, "还没有登记贵方的等级代码对照，请与市局联系。"),
    "grade_code_unknown": (422, "这个等级代码不在登记的对照里，没有收下。系统不猜测等级。"),
    "before_the_service": (422, "评价时间早于办结时间，请核对。"),
    "number_elsewhere": (409, "这个评价编号已用于另一次办件，请核对编号。"),
    "partner_there": (409, "已有同名的接入伙伴，请换一个名称。"),
    "webhook_address_wrong": (
        422,
        "请填写 https 开头的完整地址，端口为 443 或 8443，不能带账号和查询参数。",
    ),
    "webhook_address_inside": (422, "这个地址在内部网络里，不能向它发送通知。"),
    "nothing_chosen": (422, "请选择要重发的通知，或者写明起止日期。"),
    "too_many_replayed": (422, "要重发的通知太多，请缩短日期范围，一次最多 1000 条。"),
    "networks_wrong": (422, "有一行不是 IP 地址或网段，请按提示的行号修改。每行一个，最多 20 行。"),
    "public_key_wrong": (
        422,
        "公钥格式不对：SM2 公钥为 128 位十六进制（可带 04 开头），Ed25519 公钥为 64 位十六进制。",
    ),
    # appeals
    "already_appealed": (409, "这条评价已经申诉过了，每条评价只能申诉一次。"),
    "appeal_too_late": (409, "申诉期限已过。"),
    "unit_has_time": (409, "所在单位还在办理期限内，逾期未办时可以直接提交。"),
    "not_independent": (
        403,
        "复核人不能是申诉人本人或转办工单的人，请由其他同事复核。",
    ),
    "evidence_missing": (422, "请写明理由和依据。"),
    "another_reviews": (403, "这件申诉已指定由另一位同事复核。"),
    "evidence_type": (
        422,
        "请选择 JPG、PNG、WebP 图片或 PDF；PDF 不能加密，不能带附件或脚本，请另存后再上传。",
    ),
    "enough_evidence": (409, "附件数量已到上限，请在说明中写清楚，或合并成一个 PDF。"),
    # figures
    "no_such_view": (422, "这些条件不能一起查看，请换一种分组或条件。"),
    "period_open": (409, "这个月还没有结束，或最后一天的数据还没有统计完，请稍后再编制。"),
    "same_person": (403, "编写的人不能自己发布或启用，请由另一位同事核对后办理。"),
    "not_one_year": (422, "年度考核按一个年度登记，请选同一年的月份。"),
    "nothing_published": (409, "这段时间没有已发布的通报，没有可以采用的结果。"),
    "note_missing": (422, "这一期已经发布过，请写明这一版更正了什么。"),
    "reason_missing": (422, "请写明理由；移交处理的还要写明造成的影响。"),
    "rule_set_refused": (422, "规则文件有误，请按提示修改后重新上传。"),
    "rule_set_overlaps": (409, "已有同一天生效或同名的规则版本。"),
    "rule_set_too_late": (409, "规则版本只能从明天或以后生效，已办结的服务仍按原规则。"),
    "indicator_set_refused": (422, "指标体系文件有误，请按所列问题修改后重新载入。"),
    "indicator_set_overlaps": (409, "已有同一天生效或同名的指标体系。"),
    "indicator_set_too_late": (409, "指标体系只能从明天或以后生效，已办结的服务仍按原体系评价。"),
    "out_of_bounds": (422, "超出市局允许的范围，请按提示的最小值和最大值修改。"),
    "comments_closed": (409, "现行规则不公开单条评价。"),
    "comment_reworded": (422, "只能用 *** 遮去不宜公开的字句，不能改写或全部遮去。"),
    "comment_unchecked": (409, "这段文字还在等待安全检查，有了结果才能公开。"),
    "comment_doubtful": (422, "安全检查认为这段文字有疑问。确认可以公开的，请写明理由。"),
    # filings
    "no_document": (422, "只能上传 PDF，或不含宏的 Word（.docx）文件。"),
    "nothing_owed": (409, "这个局没有欠报的材料，不需要提醒。"),
    "reminded_lately": (409, "最近已经提醒过这个局，请过几天再提醒。"),
    # privacy
    "guardian_needed": (403, "未满 14 周岁的，须由监护人同意后评价。您填写的内容已保留。"),
    "not_a_guardian": (403, "请由孩子的父母或其他成年监护人登录后同意。"),
    "guardian_code_over": (404, "没有这个监护码，或已过期。请在孩子的手机上重新显示一个。"),
    "identity_wall": (403, "评价人信息不向您开放：只有负责回访的主管部门可以申请。"),
    "look_over": (409, "查看的时间已过，或这张工单已不由您办理。仍有需要的，请重新申请。"),
    "no_phone": (409, "没有实名核验过的手机号，不能收短信。请先更正信息，重新核验身份。"),
    "no_consent": (409, "没有这项同意，或已经撤回。"),
    # work orders
    "stale": (409, "刚刚有人处理过，请查看最新情况。您写的内容已保留。"),
    "not_allowed_now": (409, "现在的状态不能这样处理，请查看最新情况。"),
    "not_yours": (403, "这一步不由您办理。"),
    "no_order_of_service": (
        404,
        "没有找到这次办件的工单，请核对办件编号和次序号。没有工单的，按新的诉求办理。",
    ),
    "source_taken": (409, "这个来件编号已经并入另一次办件的工单，请核对编号。"),
    "own_case": (403, "被评价的工作人员不能办理自己的差评工单。"),
    "entries_missing": (409, "回应、整改、反馈都填写后才能办结。"),
    "calls_missing": (409, "反馈还没有送达群众：请先在两个不同的日子各打一次回访电话并记录。"),
    "institution_unknown": (422, "不能转办给这个单位。"),
    "plan_incomplete": (422, "限期整改要写明整改计划和完成日期。"),
    "plan_too_late": (422, "完成日期要在整改期限之内；确需更长时间，请先申请延期。"),
    "extension_refused": (409, "不能申请延期：期限已过，或已经延期过。"),
    "not_near_its_clock": (409, "这张工单离期限还早，临近或超过期限时才能督办。"),
    "supervision_unanswered": (409, "这张工单正在督办，请先答复督办。"),
    # the exchange with the province
    "exchange_table_unknown": (422, "现行对照表里没有这一类代码，请刷新后重试。"),
    "exchange_pair_there": (409, "这两个代码已经有对照，不能再对到别的代码。"),
    "complaint_file_unreadable": (
        422,
        "这个文件读不出来。请上传 CSV 文件，第一行是列名，要有 kind 和 number 两列，最多 1000 行。",
    ),
    "province_unavailable": (503, "省系统现在没有回应，请稍后再试。"),
    "reconcile_day": (422, "当天结束以后才能对账，请选昨天或以前的日期。"),
    "exchange_on_its_way": (409, "这个办件还有记录在排队或在隔离区，请先处理它们。"),
    "nothing_held": (409, "这些记录已经有人处理过，请查看最新情况。"),
    "exchange_no_keys": (409, "还没有配置与省系统交换用的密钥，不能导出或导入文件。"),
    "exchange_nothing_to_tell": (409, "没有待上报的内容：都已得到省系统确认，或在隔离区等待处理。"),
    "exchange_file_broken": (
        422,
        "这个文件不完整或被改动过，没有导入任何内容。请向省局重新取一份。",
    ),
    "exchange_file_foreign": (
        422,
        "这不是省系统给本市的文件：签名或密封对不上，或者不是对本市上报文件的回执。没有导入任何内容。",
    ),
    "exchange_file_not_ready": (409, "文件还没有做好，或已过保留期。请稍后查看，或重新导出。"),
    "connection_there": (409, "本局已有同名的系统，请修改原来的一行。"),
    "connection_day": (422, "状态日期不能晚于今天。"),
    # exports
    "export_not_ready": (409, "文件还没有做好，或已过保留期。请稍后查看，或重新导出。"),
    # imports
    "service_import_nothing": (409, "没有可以导入的行。请改好有问题的行，重新上传。"),
    "service_import_undo_over": (409, "已过可以撤销的时间，办件已报送，不能再撤销。"),
    "service_import_used": (409, "已有人对其中的办件作出评价或正在使用，不能撤销。"),
    "import_unreadable": (422, "这个文件打不开。请上传用模板填写的 .xlsx 文件。"),
    "import_macros": (422, "文件里有宏、外部链接或嵌入对象，不能导入。请另存为普通的 .xlsx 文件。"),
    "import_too_long": (422, "文件太大，请分成几个文件导入。"),
    "import_no_sheet": (422, "文件里没有模板的工作表，请使用对应的模板。"),
    "import_empty": (422, "文件里没有要导入的内容。"),
    "import_outdated": (409, "预览之后资料有了变化，没有导入任何内容。请重新上传预览。"),
    "import_done": (409, "这个文件已经导入或已失效，请重新上传。"),
    "import_raced": (409, "刚刚有人也在导入、撤销或使用这些内容，请刷新后重试。"),
    "not_the_last_import": (409, "只能撤销最近一次导入。"),
    "import_built_upon": (409, "导入的内容已被使用或修改，不能撤销。"),
    "wechat_unavailable": (503, "微信暂时没有响应，请稍后再试。"),
}

# What every endpoint may answer, beside the errors it declares.
COMMON = ("bad_request", "sign_in_needed", "forbidden", "too_many_requests", "internal")


def problem(code: str, /, **details: Any) -> tuple[int, Problem]:
    """Status and body for a machine code."""
    status, sentence = ANSWERS[code]
    return status, Problem(code, sentence, details)


def of_refusal(error: Refused) -> tuple[int, Problem]:
    """Status and body for a refusal."""
    return problem(error.code, **error.details)
