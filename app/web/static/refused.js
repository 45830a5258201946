// A form that htmx sent stays as it is when it is refused or not answered; what is wrong stands in it.
const NOTICE = ".icp-notice--problem";

function sentBy(context) {
  const form = context?.sourceElement;
  return form?.matches("form") ? form : null;
}

function tell(form, notice) {
  for (const old of form.querySelectorAll(NOTICE)) old.remove();
  notice.classList.add("icp-notice--above-form");
  form.prepend(notice);
  notice.scrollIntoView({ block: "nearest" });
}

function tellOfNoAnswer(form) {
  tell(form, document.getElementById("no-answer").content.firstElementChild.cloneNode(true));
}

// The server sends a refusal to the messages at the top of the page, which may be far from the form.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = sentBy(ctx);
  const notice = document.querySelector(`#notices > ${NOTICE}`);
  if (form && notice && ctx.response?.status >= 400) tell(form, notice);
});

// An error page of something between us and the server would take the place of the form.
document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status < 500 || ctx.response.headers.has("HX-Retarget")) return;
  event.preventDefault();
  const form = sentBy(ctx);
  if (form) tellOfNoAnswer(form);
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  const form = sentBy(ctx);
  if (form && !ctx.response) tellOfNoAnswer(form);
});
