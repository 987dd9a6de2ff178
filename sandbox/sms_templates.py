"""The text messages registered with the operator; PUT /_control/templates adds more."""

SIGN = "【潮州好差评】"
TEMPLATES = {
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
