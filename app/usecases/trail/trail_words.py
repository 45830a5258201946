"""The acts of the trail in words."""

from __future__ import annotations

from app.i18n import N_, _

ACTS: dict[str, str] = {
    "start_programme": N_("started the programme"),
    "import_programme": N_("brought in a programme"),
    "import_section": N_("brought in a version of a section"),
    "upgrade_programme": N_("moved the programme to another version of its template"),
    "undo_upgrade": N_("took back a move to another version of the template"),
    "add_section": N_("added a section of the template"),
    "answer_scope": N_("answered questions about the company"),
    "fill_blanks": N_("filled in details"),
    "save_section": N_("saved a section"),
    "set_status": N_("set the status of a section"),
    "assign_section": N_("assigned a section"),
    "write_comment": N_("wrote a comment"),
    "resolve_comment": N_("resolved a comment"),
    "reopen_comment": N_("opened a comment again"),
    "waive_finding": N_("set a finding aside"),
    "withdraw_waiver": N_("brought a finding back"),
    "point_to_passage": N_("pointed to a passage"),
    "send_for_suggestions": N_("sent a section and asked for suggestions"),
    "withdraw_pin": N_("took back a passage that was pointed to"),
    "add_picture": N_("added a picture"),
    "add_evidence": N_("attached a file"),
    "remove_file": N_("removed a file"),
    "start_record": N_("started a record"),
    "save_record": N_("saved a record"),
    "close_record": N_("closed a record"),
    "correct_record": N_("corrected a record"),
    "archive_programme": N_("archived the programme"),
    "reopen_programme": N_("took the programme out of the archive"),
    "hold_programme": N_("put the programme on hold"),
    "lift_hold": N_("lifted the hold on the programme"),
    "destroy_programme": N_("destroyed the programme"),
    "set_retention": N_("decided how long programmes are kept"),
    "invite": N_("invited someone"),
    "withdraw_invitation": N_("withdrew an invitation"),
    "accept_invitation": N_("accepted an invitation"),
    "set_roles": N_("changed roles"),
    "remove_member": N_("took away access"),
    "clear_second_factor": N_("disconnected an authenticator app"),
    "give_engagement": N_("gave a consultant access"),
    "end_engagement": N_("ended a consultant's access"),
    "add_house_style": N_("added a house style"),
    "try_house_style": N_("tried a house style on the example"),
    "release_house_style": N_("released a house style"),
    "remove_house_style": N_("removed a house style"),
    "add_person": N_("made an account"),
    "add_organisation": N_("made the organisation"),
    "reset_example": N_("put the example back as it was"),
}


def act_in_words(act: str) -> str:
    """What was done; an act without a sentence of its own shows its name."""
    known = ACTS.get(act)
    return _(known) if known else act.replace("_", " ")
