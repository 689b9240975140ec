"""How an expert reads: pages of the dossier, search, photos and videos."""

from __future__ import annotations

from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_base import ExpertPart
from review_tui.screens.expert_dossier import DossierPane


class Reads(ExpertPart):
    """The actions on the dossier."""

    def action_read(self, by: int) -> None:
        """Turn the pages of the dossier, wherever the focus is."""
        self.query_one(DossierPane).text.action_page(by)

    def action_turn(self) -> None:
        """In a narrow window: dossier instead of score pane, and back."""
        self.toggle_class("reading")
        self.set_focus(self.query_one(DossierPane).text if self.has_class("reading") else self.query_one(BallotPane))

    def action_find(self) -> None:
        """Ask for a text and go to its first place in the dossier."""

        from review_tui.widgets.prompt import AskText

        def found(needle: str | None) -> None:
            if needle is None:
                return
            pane = self.query_one(DossierPane).text
            hits = pane.search(needle)
            if needle and not hits:
                self.say(f"材料里没有「{needle}」", "warn")
            elif needle:
                self.set_focus(pane)
                self.say(f"「{needle}」有 {hits} 处：Enter 下一处，Esc 回到评分", "faint")

        self.app.push_screen(AskText("查找", "在这份材料里查找（留空则清除标记）：", limit=40), found)

    def action_next_hit(self) -> None:
        """To the next place that was found."""
        self.query_one(DossierPane).text.next_hit()

    def action_score(self) -> None:
        """Back to the score pane."""
        self.remove_class("reading")
        self.set_focus(self.query_one(BallotPane))

    def action_pictures(self) -> None:
        """Photos and videos over the whole screen."""
        from review_tui.screens.expert_pictures import PicturesScreen

        if self.keeper.nomination:
            self.app.push_screen(PicturesScreen(self.desk, self.keeper.nomination, self.queue.prefs, self.prefer))
