(function () {
  "use strict";
  var form = document.querySelector("form.filters");
  var findings = Array.from(document.querySelectorAll(".finding"));
  var groups = Array.from(document.querySelectorAll(".group, .state"));
  var text = new Map();

  function textOf(finding) {
    if (!text.has(finding)) {
      text.set(finding, finding.textContent.toLowerCase());
    }
    return text.get(finding);
  }

  function apply() {
    var wanted = {};
    ["state", "rule", "confidence", "module"].forEach(function (name) {
      if (form.elements[name] && form.elements[name].value) {
        wanted[name] = form.elements[name].value;
      }
    });
    var words = form.elements.text.value.trim().toLowerCase();
    var shown = 0;
    findings.forEach(function (finding) {
      var fits = Object.keys(wanted).every(function (name) {
        return finding.dataset[name] === wanted[name];
      });
      finding.hidden = !fits || (words !== "" && !textOf(finding).includes(words));
      shown += finding.hidden ? 0 : 1;
    });
    groups.forEach(function (group) {
      if (group.querySelector(".finding")) {
        group.hidden = !group.querySelector(".finding:not([hidden])");
      }
    });
    form.querySelector("output").textContent = shown + " of " + findings.length + " shown";
  }

  function fold(open) {
    findings.forEach(function (finding) {
      var details = finding.querySelector("details");
      if (details && !finding.hidden) {
        details.open = open;
      }
    });
  }

  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    var details = target && target.querySelector(":scope > details");
    if (details) {
      details.open = true;
      target.scrollIntoView();
    }
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.elements.unfold.addEventListener("click", function () {
    fold(true);
  });
  form.elements.fold.addEventListener("click", function () {
    fold(false);
  });
  window.addEventListener("hashchange", reveal);
  apply();
  reveal();
})();
