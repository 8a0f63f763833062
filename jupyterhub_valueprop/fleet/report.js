// The list is whole without this: it only hides what was not asked for.
const form = document.getElementById("filter");
const text = document.getElementById("text");
const count = document.getElementById("count");
const members = [...document.getElementById("members").children];
const words = members.map((member) => member.textContent.toLowerCase());

function show() {
  const wanted = text.value.trim().toLowerCase().split(/\s+/);
  const statuses = new Set([...form.querySelectorAll(":checked")].map((box) => box.value));
  let shown = 0;
  members.forEach((member, index) => {
    const fits = statuses.has(member.dataset.status) && wanted.every((word) => words[index].includes(word));
    member.hidden = !fits;
    shown += fits;
  });
  count.textContent = `${shown} of ${members.length} shown`;
}

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
