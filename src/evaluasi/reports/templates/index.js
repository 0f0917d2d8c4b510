"use strict";
(function () {
  var table = document.getElementById("laporan"), body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var box = document.getElementById("cari"), count = document.getElementById("hitungan");
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);

  // Letters and digits only: "kab. banyuwangi", "Banyuwangi" and "BANYUWANGI" are one.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/[^a-z0-9.]+|\.(?!\d)/g, " ").trim();
  }
  var texts = rows.map(function (row) {
    return plain([0, 1, 2].map(function (i) { return row.cells[i].textContent; }).join(" "));
  });

  function search() {
    var words = plain(box.value).split(/ +/), found = 0;
    rows.forEach(function (row, i) {
      var hit = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = !hit;
      found += hit;
    });
    count.textContent = count.dataset.pola.replace("{n}", found).replace("{total}", rows.length);
  }

  function value(row, column) {
    var cell = row.cells[column];
    return "v" in cell.dataset ? cell.dataset.v : cell.textContent.trim();
  }

  function sort(column) {
    var head = heads[column], down = head.getAttribute("aria-sort") === "ascending";
    var numeric = head.classList.contains("angka"), sign = down ? -1 : 1;
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.slice().sort(function (a, b) {
      var x = value(a, column), y = value(b, column);
      if (x === "" || y === "") return (x === "") - (y === "");  // not on file: always last
      return sign * (numeric ? x - y : x.localeCompare(y, "id", { sensitivity: "base", numeric: true }));
    }).forEach(function (row) { body.appendChild(row); });
  }

  heads.forEach(function (head, column) {
    if ("tetap" in head.dataset) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", function () { sort(column); });
    head.textContent = "";
    head.appendChild(button);
  });
  box.addEventListener("input", search);
  box.parentNode.hidden = false;
  search();
})();
