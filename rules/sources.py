"""Where else the matter of a work order may be spoken of.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

from enum import StrEnum


class Source(StrEnum):
    """并入来源: what is joined to the order there is instead of opening another (11-5, 7-11)."""

    SECOND_RATING = "second_rating"  # the same evaluator's second opinion on the service
    COMPLAINT_PLATFORM = "complaint_platform"  # 省政务服务咨询投诉平台
    HOTLINE = "hotline"  # 12345
    GDZWFW = "gdzwfw_web"  # 广东政务服务网 and what stands on it
    ELSEWHERE = "elsewhere"
