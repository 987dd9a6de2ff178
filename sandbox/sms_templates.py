"""The text messages registered with the operator; PUT /_control/templates adds more."""

SIGN = "【潮州好差评】"
TEMPLATES = {
    "rate_by_sms": ("您{day}在{office}办的“{item}”请评价：回复{keys}，或打开{link} 回T退订"),
    "sms_rated": "已收到您对“{item}”的评价：{grade}。感谢您的参与！",
    "sms_rated_poor": (
        "已收到您对“{item}”的评价：{grade}。将转有关单位核实整改，进展请在“好差评”查看。"
    ),
    "sms_again": "没有看懂您的回复，请只回一个数字：{keys}。回T退订",
    "sms_over": "这次服务已经评价过，或已过评价期限，不用再回复。感谢您的参与！",
    "sms_stopped": "已退订评价邀请短信，今后不再发送。如要恢复，请在“好差评”的“隐私”页选择。",
    "accepted": "{office}已受理您对“{item}”的评价，将与您联系并整改。",
    "dispatched": "您对“{item}”的评价已转给{office}办理。",
    "feedback": "{office}已答复您对“{item}”的评价，请在“好差评”中查看，并告诉我们问题是否解决。",
    "closed": "您对“{item}”的评价已办结。",
    "reopened": "您反映问题没有解决，您对“{item}”的评价将重新办理。",
    "review_decided": "您对“{item}”的评价已有复核结果，请在“好差评”中查看。",
    "work_order_opened": "新的差评工单{number}（{item}）等待转办。",
    "work_order_dispatched": "工单{number}（{item}）已转给贵单位，请签收或退回。",
    "work_order_returned": "工单{number}（{item}）被退回，请重新转办。",
    "work_order_reopened": "工单{number}（{item}）已重新打开，请重新转办。",
    "extension_asked": "工单{number}（{item}）申请延期，请在期限前决定。",
    "supervised": "工单{number}（{item}）被督办，请尽快答复并办理。",
    "concern_raised": "线索{number}等待核查，请尽快登录“好差评”查看。",
    "poor_rating_told": "您办理的“{item}”收到一条不满意评价，请在“我的评价”中查看。",
}
