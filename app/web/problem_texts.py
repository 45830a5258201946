"""The sentences behind error codes. A code without its own sentence gets the one of its status.

`%(name)s` places are filled from the facts of the error; facts never hold submitted text.
"""

from __future__ import annotations

from app.i18n import N_

TITLES: dict[int, str] = {
    400: N_("We cannot read this request"),
    401: N_("You are not signed in"),
    403: N_("You cannot do this"),
    404: N_("We cannot find this page"),
    405: N_("This address cannot do that"),
    409: N_("Someone else changed this"),
    413: N_("This is too large"),
    415: N_("We cannot read this kind of file"),
    422: N_("Something was not filled in correctly"),
    428: N_("This request is not complete"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    503: N_("Wait a moment"),
}

# A link that ended is a page that we do find.
TITLES_BY_CODE: dict[str, str] = {
    "csrf": N_("This page was open too long"),
    "invitation_void": N_("This invitation no longer works"),
    "file_too_large": N_("This file is too large"),
}

BY_STATUS: dict[int, str] = {
    400: N_("The request did not have the form we expect. Nothing was changed. Go back and try again."),
    401: N_("Sign in and try again. Text that you have not saved stays in the other tab."),
    403: N_("You do not have the right for this. Nothing was changed."),
    404: N_("The page does not exist, or you do not have access to it."),
    405: N_("The page exists, but this action does not. Nothing was changed."),
    409: N_(
        "This changed while you were working. Nothing is lost. Open the page again to see both versions."
    ),
    413: N_("What you sent is over the limit. Nothing was changed. Make it smaller, or send it in parts."),
    415: N_("We cannot read this kind of file or text. Nothing was changed."),
    422: N_("Part of what you sent cannot be taken as it is. Nothing was changed."),
    428: N_(
        "The request does not say which version it is based on. Open the page again and repeat your change."
    ),
    429: N_("Wait a moment and try again."),
    500: N_(
        "Everything that was saved before this is still there. Try again. "
        "Tell your administrator the reference if it happens again."
    ),
    503: N_("The system is busy. Nothing was changed. Try again in a few seconds."),
}

# What an empty field asks for: the summary over a form names the field, not only "this".
MISSING: dict[str, str] = {
    "name": N_("Fill in a name."),
    "email": N_("Fill in an e-mail address."),
    "consultant": N_("Fill in the e-mail address of the consultant."),
    "title": N_("Fill in a title."),
    "scope": N_("Choose what the consultant may do."),
    "until": N_("Choose the last day of access."),
    "reason": N_("Give a reason."),
}

# What is said instead where the page gives the form back.
WITH_FORM: dict[str, str] = {
    "csrf": N_(
        "It was open too long, or was opened in another session. Nothing was changed. What you filled in "
        "is kept below: check that you are signed in as the right person, and send it again."
    ),
    "server_error": N_(
        "Everything that was saved before this is still there. Whether this form was saved is not certain. "
        "Open its page in a new tab to see, and send it again if it is missing. "
        "Tell your administrator the reference if it happens again."
    ),
    "not_signed_in": N_(
        "Your session ended before this was saved. Sign in in a new tab, come back to this page "
        "and send it again."
    ),
}

BY_CODE: dict[str, str] = {
    "disk_low": N_("The disk is nearly full: no files are taken in just now. Your text is saved as usual."),
    "not_a_package": N_("This file is not a package of a programme. Nothing was changed."),
    "damaged_package": N_("The package is damaged. Download it again. Nothing was changed."),
    "bad_package": N_("The package holds something that cannot be taken in. Nothing was changed."),
    "package_too_large": N_("The package is too large. Nothing was changed."),
    "already_here": N_("This programme is here already. Nothing was changed."),
    "question_unanswered": N_("Choose an answer, or “I do not know yet”."),
    "bad_answer": N_("Choose from the answers on the page."),
    "one_answer_only": N_("Choose one answer."),
    "unknown_with_others": N_("Choose answers, or only “I do not know yet”."),
    "unknown_host": N_("This address is not one that this installation answers to."),
    "cross_origin": N_(
        "The request came from another website, so we did not carry it out. Nothing was changed."
    ),
    "csrf": N_(
        "It was open too long, or was opened in another session. Nothing was changed. "
        "Open it again and repeat your change."
    ),
    "locked": N_(
        "This programme was submitted and can no longer be changed. Start the next version to change it."
    ),
    "invalid_character": N_(
        "The text holds a character that cannot be stored, at position %(position)s. "
        "Remove it and save again."
    ),
    "missing": N_("Fill this in."),
    "no_role": N_("Choose at least one role."),
    "suggestions_off": N_("This installation does not ask anybody for suggestions."),
    "suggestions_unavailable": N_(
        "No suggestions came back. Choose a sentence yourself, or try again later."
    ),
    "nothing_pointed_to": N_("Choose a sentence."),
    "passage_not_there": N_("This sentence is no longer in the text. Choose again."),
    "passage_objected": N_(
        "This passage does not count: it is not meant as something that your company does. "
        "Choose another one, or change the text."
    ),
    "nothing_is_missing": N_("The tool sees this already. There is nothing to point to."),
    "cannot_be_pointed_to": N_("Nobody can point to this: it follows from your answers and from the law."),
    "pointed_to_too_often": N_(
        "%(limit)s rules rest on this sentence already. Write a sentence of its own for this one."
    ),
    "too_long": N_("This may be at most %(limit)s characters long."),
    "repeated_field": N_("This was sent more than once."),
    "bad_json": N_("The request is not well-formed JSON. Nothing was changed."),
    "base_version_required": N_(
        "The request does not say which version it is based on. Open the page again and repeat your change."
    ),
    "not_signed_in": N_("Sign in to go on. Text that you have not saved stays in the other tab."),
    "wrong_credentials": N_("E-mail address or password is not right. Check both and try again."),
    "second_factor": N_("Type the code from your authenticator app as well."),
    "wrong_code": N_("This code is not right, or was used before. Wait for the next code and try again."),
    "second_factor_enrolment": N_(
        "Your role needs a second step when you sign in. Connect an authenticator app first."
    ),
    "too_many_attempts": N_("Too many attempts. You can try again in %(seconds)s seconds."),
    "browser_only": N_("An access token cannot do this. Sign in with the browser."),
    "idempotency_key_reused": N_("This key was used for another request."),
    "bad_idempotency_key": N_("A key has 1 to 200 characters."),
    "wrong_password": N_("This is not your current password."),
    "password_too_short": N_("Choose a password of at least %(shortest)s characters."),
    "password_too_long": N_("This password is too long."),
    "password_easy": N_(
        "This password is easy to guess. Take for example four words that have nothing to do with each other."
    ),
    "reset_void": N_("This link was used before or is too old. Ask for a new one."),
    "invitation_void": N_(
        "This invitation was used, withdrawn or is too old, or is meant for another address. "
        "Ask for a new one."
    ),
    "account_exists": N_("There is an account with this address. Sign in to accept."),
    "second_factor_exists": N_("An authenticator app is connected already."),
    "second_factor_not_started": N_("Start again: the picture for your app is too old."),
    "second_factor_required": N_("Your role needs the second step, so it cannot be switched off."),
    "not_an_address": N_("Type an e-mail address, such as name@example.org."),
    "already_member": N_("This person belongs to the organisation already."),
    "last_administrator": N_("This is the last administrator. Make someone else an administrator first."),
    "not_yourself": N_("You cannot do this for yourself. Ask another administrator."),
    "belongs_elsewhere": N_(
        "This person belongs to another organisation too. Ask whoever runs this installation."
    ),
    "no_such_consultant": N_(
        "We do not know a consultant with this address. Ask the consultant which address to use."
    ),
    "unknown_programme": N_("Choose all programmes or one of them."),
    "until_out_of_range": N_("Choose a day from today up to two years from now."),
    "not_a_day": N_("Give the day as year, month and day, for example 2027-03-31."),
    "reason_too_short": N_(
        "Give a reason of at least %(minimum)s characters, so that a colleague can follow it."
    ),
    "reason_too_long": N_("The reason may be at most %(limit)s characters long."),
    "bad_date": N_("Give a date as year, month and day: 2027-06-30."),
    "date_in_the_past": N_("Choose a date that is not in the past."),
    "date_too_far": N_("Choose a date within %(days)s days, so that somebody looks at it again."),
    "nothing_to_waive": N_("This finding is solved already."),
    "section_without_text": N_("This section has no text yet. Write it first, then set the status."),
    "status_set_by_server": N_("This status is set by the system when an approved text changes."),
    "unknown_template": N_("Choose one of the templates."),
    "unknown_language": N_("Choose one of the languages."),
    "too_many_programmes": N_("This company has %(limit)s programmes, which is the most there can be."),
    "unknown_question": N_("One of the questions is not known."),
    "unknown_blank": N_("The name of a fact may have small letters, digits and underscores only."),
    "too_many_blanks": N_("A programme can hold at most %(limit)s facts."),
    "unknown_format_of_register": N_("The register comes as xlsx or docx."),
    "years_out_of_range": N_("Choose %(shortest)s to %(longest)s years."),
    "on_hold": N_("The programme is on hold, so it cannot be destroyed. Lift the hold first."),
    "not_archived": N_("The programme is not archived. Archive it first."),
    "no_retention_rule": N_("Decide first how many years archived programmes are kept."),
    "kept_until": N_("The programme is kept until %(date)s. It cannot be destroyed before that day."),
    "type_the_title": N_("Type the title exactly as it is shown."),
    "unknown_form_field": N_("One of the fields is not on the form."),
    "choose_from_the_list": N_("Choose from the answers on the form."),
    "not_a_number": N_("Give a number in digits, such as 40 or 0.5."),
    "conditions_missing": N_("Say under which conditions."),
    "review_before_decision": N_("Choose a day after the day of the decision."),
    "record_closed": N_("This record is closed meanwhile. Correct it, with a reason."),
    "record_not_closed": N_("This record is still open. Change it and save."),
    "too_many_records": N_("A programme can hold at most %(limit)s records."),
    "archived": N_("This programme is archived. It can be read and exported, not changed."),
    "unknown_person": N_("Choose one of the people of this company."),
    "unknown_block": N_("Choose the paragraph that the comment is about."),
    "unknown_thread": N_("The comment that you answer is not on this section."),
    "too_many_comments": N_("A section can hold at most %(limit)s comments."),
    "checks_unavailable": N_("Your text is saved. Checks will follow."),
    "unknown_format": N_("Choose one of the formats that this file comes in."),
    "unknown_house_style": N_("Choose one of the house styles that were released."),
    "too_many_house_styles": N_("An organisation can keep at most %(limit)s house styles. Remove one first."),
    "house_style_not_tried": N_("Take the example in this house style first, and look at it in Word."),
    "not_docx": N_("This is not a Word file. Choose a .docx or .dotx."),
    "encrypted_or_doc": N_(
        "This file has a password or is of an old kind. Save it in Word as .docx without a password."
    ),
    "damaged": N_("This file is damaged. Open it in Word, save it again and add that file."),
    "macros": N_("The file holds macros. Save it in Word as .docx or .dotx, without macros."),
    "embedded_objects": N_("The file holds embedded objects, such as a spreadsheet. Remove them in Word."),
    "external_links": N_(
        "The file fetches something from outside, such as a linked picture. Embed it in Word, or remove it."
    ),
    "duplicate_part": N_("The file holds a part twice, so it cannot be trusted. Save it again in Word."),
    "bad_name": N_("The file holds parts with names that Word does not give. Save it again in Word."),
    "dtd": N_("The file holds a document type, which no Word file has. Save it again in Word."),
    "too_many_parts": N_("The file holds too many parts. Start from an emptier file."),
    "too_big_unpacked": N_("The file is too large once it is unpacked. Make its pictures smaller."),
    "too_many_paragraphs": N_("The file holds too many paragraphs. Start from an emptier file."),
    "too_deep": N_("The file is built too deeply. Save it again in Word."),
    "converter_missing": N_("This server has no LibreOffice, so it makes no PDF. Word works as usual."),
    "conversion_failed": N_("The PDF could not be made in time. Try again. The Word file works as usual."),
    "converter_busy": N_("Other programmes are being made into PDF. Try again in %(seconds)s seconds."),
    "file_missing": N_("Choose a file that is not empty."),
    "empty_file": N_("Choose a file that is not empty."),
    "file_too_large": N_(
        "A file may be at most 20 MB. Nothing was added. Go back and choose a smaller file."
    ),
    "too_many_files": N_("A section can hold at most %(limit)s files."),
    "quota_reached": N_(
        "The files of your organisation together may take at most %(limit)s MB. "
        "Remove files, or ask your administrator for more room."
    ),
    "alternative_missing": N_("Say in words what the picture shows."),
    "alternative_too_long": N_("The words for the picture may be at most %(limit)s characters long."),
    "not_a_picture": N_("Choose a PNG or JPEG picture."),
    "damaged_picture": N_("This picture cannot be read. Save it again in another program and add that file."),
    "picture_too_large": N_("A picture may be at most 20 MB."),
    "picture_too_many_pixels": N_("This picture has too many pixels. Make it smaller."),
    "block_gone": N_(
        "The paragraph after which this should come was deleted meanwhile. Choose another place."
    ),
    "nothing_to_undo": N_("There is nothing left to take back: the text has changed since."),
    "upgrade_moved_on": N_("The programme changed meanwhile, so nothing was taken over. Look at it again."),
    "nothing_to_upgrade": N_("Nothing was ticked, so nothing changed."),
    "nothing_to_paste": N_("There is no text in what you pasted."),
    "no_such_clause": N_("The template has no such model clause."),
    "text_too_long": N_(
        "A section may hold at most %(limit)s characters. Nothing was changed. Split the section."
    ),
    "invalid_picture": N_("This is not the text of a picture."),
    "indivisible": N_("Only text can be divided or joined, not a table or a picture."),
    "block_moved": N_("Something else stands between these two paragraphs by now. Nothing was changed."),
}
