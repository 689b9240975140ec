"""Checks of photos, videos and the work summary. A file that cannot be read is not judged here (`file.unreadable`)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from scoring.conditions import Photos, Portrait, Video
from scoring.finding import Case, Check, Finding
from scoring.nomination import Material, PhotoFacts, VideoFacts
from scoring.same_picture import distinct

Fault = Callable[[Material, VideoFacts], str | None]
"""What is wrong with one video, in Chinese; None: nothing."""


def photo_count(case: Case) -> Finding | None:
    """Photos outside the range, both ends included; unreadable ones were sent and count, one sent twice counts once."""
    limits, photos = case.category.photos, case.nomination.of_kind("photo")
    low, high = _photo_range(limits, special=case.nomination.special)
    count = len(distinct(photos))
    if low <= count and (high is None or count <= high):
        return None
    wanted = f"{low} 张" if low == high else f"{low}–{high} 张" if high is not None else f"至少 {low} 张"
    what = "补报" if count < low else "选定"
    twice = f"（共 {len(photos)} 个文件，重复的只算一张）" if count < len(photos) else ""
    message = f"有照片 {count} 张{twice}，应为 {wanted}，请单位{what}。"
    places = "；".join(p.path for p in photos) or case.nomination.name
    return case.finding("photo.count", limits.clause, message, places)


def _photo_range(limits: Photos, *, special: bool) -> tuple[int, int | None]:
    if special:
        return limits.special_at_least, limits.special_at_most
    return limits.at_least, limits.at_most


def photo_id(case: Case) -> Finding | None:
    """No upright two-inch portrait among the photos; not judged while one of them cannot be read."""
    portrait, photos = case.category.photos.portrait, case.nomination.of_kind("photo")
    if portrait is None or any(p.photo is None for p in photos):
        return None
    if any(is_portrait(p.photo, portrait) for p in photos if p.photo):
        return None
    sizes = "、".join(f"{p.path}（{p.photo.width}×{p.photo.height}）" for p in photos if p.photo)
    message = "照片中没有竖版 2 寸免冠证件照（约 35×49 或 35×53 毫米），请单位补报。"
    return case.finding("photo.id", portrait.clause, message, sizes or case.nomination.name)


def is_portrait(photo: PhotoFacts, rule: Portrait) -> bool:
    """Whether a photo, as seen, has the shape of an upright two-inch portrait and not that of a camera's picture.

    Of a scan with a white border the print inside may have that shape instead.
    """
    if photo.width <= 0 or photo.height <= 0:
        return False
    width, height = Decimal(photo.width), Decimal(photo.height)
    if _shaped(width / height, rule):
        return True
    if photo.inner is None or min(photo.inner) <= 0:
        return False
    across, down = (Decimal(str(part)) for part in photo.inner)
    return _shaped(width * across / (height * down), rule)


def _shaped(aspect: Decimal, rule: Portrait) -> bool:
    nearest = min(rule.aspects, key=lambda a: abs(a - aspect))
    if any(abs(a - aspect) < abs(nearest - aspect) for a in rule.camera_aspects):
        return False
    return abs(nearest - aspect) <= rule.tolerance * nearest


def report_missing(case: Case) -> Finding | None:
    """No work summary, readable or not."""
    rule = case.category.report
    if rule is None or case.nomination.of_kind("report"):
        return None
    message = f"没有工作总结（{rule.aim} 字左右），请单位补报。"
    return case.finding("report.missing", rule.clause, message, case.nomination.name)


def report_length(case: Case) -> Finding | None:
    """Every readable work summary is too short or too long; both limits are inside."""
    rule, reports = case.category.report, case.nomination.of_kind("report")
    counted = [m for m in reports if m.chars is not None and m.problem is None]
    if rule is None or not counted:
        return None
    if any(rule.at_least <= (m.chars or 0) <= rule.at_most for m in counted):
        return None
    told = "、".join(f"{m.chars} 字" for m in counted)
    message = f"工作总结 {told}，与要求的 {rule.aim} 字左右相差较大（{rule.at_least}–{rule.at_most} 字为宜）。"
    places = "；".join(f"{m.path}（{m.chars} 字）" for m in counted)
    return case.finding("report.length", rule.clause, message, places)


def video_missing(case: Case) -> Finding | None:
    """A special nominee without any video, readable or not."""
    if not case.nomination.special or case.nomination.of_kind("video"):
        return None
    clause = case.category.video.special_clause
    return case.finding(
        "video.missing", clause, "特别推介对象必须报送视频，没有找到，请单位补报。", case.nomination.name
    )


def video_format(case: Case) -> Finding | None:
    """No MP4; the name's ending decides only where the file itself says nothing."""
    limits = case.category.video
    return _video(
        case,
        "video.format",
        limits.clause,
        lambda m, v: None if _is_container(m, v, limits) else f"格式为 {v.container or m.path[-4:]}，应为 MP4",
    )


def _is_container(material: Material, video: VideoFacts, limits: Video) -> bool:
    if video.container is None:
        return material.path.lower().endswith(limits.suffix)
    return video.container.casefold() == limits.container.casefold()


def video_duration(case: Case) -> Finding | None:
    """Outside the minutes; whole seconds are compared, both ends are inside."""
    limits = case.category.video
    low, high = limits.special_minutes if case.nomination.special else limits.minutes

    def wrong(material: Material, video: VideoFacts) -> str | None:
        if video.seconds is None:
            return None
        seconds = int(video.seconds.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        if low * 60 - limits.slack_seconds <= seconds <= high * 60 + limits.slack_seconds:
            return None
        return f"时长 {seconds // 60} 分 {seconds % 60:02d} 秒，应为 {low:f}–{high:f} 分钟"

    return _video(case, "video.duration", limits.clause, wrong)


def video_codec(case: Case) -> Finding | None:
    """A special nominee's video in another codec."""
    limits = case.category.video
    wanted = {limits.special_codec.casefold(), limits.special_codec_name.casefold()}

    def wrong(material: Material, video: VideoFacts) -> str | None:
        if video.codec is None or video.codec.casefold() in wanted:
            return None
        return f"编码为 {video.codec}，应为 {limits.special_codec_name}"

    return _special_video(case, "video.codec", wrong)


def video_resolution(case: Case) -> Finding | None:
    """A special nominee's video of another size; an upright 720×1280 is another size."""
    limits = case.category.video

    def wrong(material: Material, video: VideoFacts) -> str | None:
        if video.width is None or video.height is None:
            return None
        if (video.width, video.height) == (limits.special_width, limits.special_height):
            return None
        wanted = f"{limits.special_width}×{limits.special_height}"
        return f"分辨率为 {video.width}×{video.height}，应为 {wanted}"

    return _special_video(case, "video.resolution", wrong)


def video_framerate(case: Case) -> Finding | None:
    """A special nominee's video of another frame rate; `fps_slack` allows for containers that round."""
    limits = case.category.video

    def wrong(material: Material, video: VideoFacts) -> str | None:
        if video.fps is None or abs(video.fps - limits.special_fps) <= limits.fps_slack:
            return None
        changing = "（可变帧率，平均值）" if video.variable else ""
        return f"帧率为 {video.fps.normalize():f}{changing}，应为 {limits.special_fps.normalize():f}"

    return _special_video(case, "video.framerate", wrong)


def _special_video(case: Case, rule: str, fault: Fault) -> Finding | None:
    if not case.nomination.special:
        return None
    return _video(case, rule, case.category.video.technical_clause, fault)


def _video(case: Case, rule: str, clause: str, fault: Fault) -> Finding | None:
    """A finding when every readable video has the fault: one good video is enough."""
    videos = [(m, m.video) for m in case.nomination.of_kind("video") if m.video is not None and m.problem is None]
    faults = [(m, told) for m, video in videos if (told := fault(m, video))]
    if not faults or len(faults) < len(videos):
        return None
    message = f"视频{'；'.join(told for _, told in faults)}。请单位更换。"
    return case.finding(rule, clause, message, "；".join(f"{m.path}（{told}）" for m, told in faults))


CHECKS: tuple[Check, ...] = (
    photo_count,
    photo_id,
    report_missing,
    report_length,
    video_missing,
    video_format,
    video_duration,
    video_codec,
    video_resolution,
    video_framerate,
)
