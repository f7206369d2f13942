// This file writes the page of `gvm trace view`: data as JSON, and a script that draws it. It needs nothing but a browser.
#include <fmt/format.h>

#include "tools/gvm/trace_model.h"

namespace gvm::tool {
namespace {

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (char c : s) {
    auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += fmt::format("\\{}", c);
    else if (u < 0x20 || c == '<' || c == '>' || c == '&') out += fmt::format("\\u{:04x}", u);
    else out.push_back(c);
  }
  return out + '"';
}

template <class List, class F>
std::string array(const List& list, F&& one) {
  std::string out = "[";
  for (const auto& item : list) {
    if (out.size() > 1) out += ',';
    out += one(item);
  }
  return out + "]";
}

std::string spans(const std::vector<TraceModel::Span>& list) {
  return array(list, [](const TraceModel::Span& s) { return fmt::format("[{},{},{},{}]", s.begin, s.end, s.g, quoted(s.what)); });
}

std::string data(const TraceModel& m) {
  std::string procs = array(m.procs, [](const auto& p) {
    return fmt::format("[{},{}]", p.first, array(p.second, [](const TraceModel::Span& s) { return fmt::format("[{},{},{}]", s.begin, s.end, s.g); }));
  });
  std::string gs = array(m.goroutines, [](const auto& g) {
    return fmt::format("[{},{},{}]", g.first, quoted(g.second.name), array(g.second.turns, [](const TraceModel::Turn& t) {
      return fmt::format("[{},{},{}]", t.at, static_cast<int>(t.state), quoted(t.why));
    }));
  });
  std::string heap = array(m.heap, [](const auto& h) { return fmt::format("[{},{}]", h.first, h.second); });
  return fmt::format("{{\"length\":{},\"events\":{},\"procs\":{},\"gs\":{},\"gc\":{},\"stw\":{},\"regions\":{},\"tasks\":{},\"logs\":{},\"heap\":{}}}",
                     m.length, m.events, procs, gs, spans(m.collections), spans(m.stops), spans(m.regions), spans(m.tasks),
                     spans(m.logs), heap);
}

constexpr std::string_view kPage = R"page(
<style>
body{font:13px sans-serif;margin:0;color:#222;background:#fff}
header{padding:8px 12px;border-bottom:1px solid #ccc}
h1{font-size:15px;margin:0 0 6px}
#facts span{margin-right:18px}
#keys i{display:inline-block;width:12px;height:12px;margin:0 4px 0 12px;vertical-align:-2px}
#tip{position:fixed;display:none;background:#222;color:#fff;padding:4px 8px;border-radius:3px;font-size:12px;pointer-events:none;white-space:pre;max-width:60em}
canvas{display:block;width:100%;cursor:grab}
input{margin-left:12px}
table{border-collapse:collapse;margin:12px}
td,th{text-align:right;padding:2px 10px;border-bottom:1px solid #eee}
td:first-child,th:first-child{text-align:left}
</style>
<header><h1></h1><div id="facts"></div>
<div id="keys">wheel: zoom, drag: move, double click: all<i style="background:#3a7d44"></i>running<i style="background:#e0a030"></i>runnable<i style="background:#4a78c0"></i>system call<i style="background:#ddd"></i>waiting<i style="background:#b04a8b"></i>collection<i style="background:#d02020"></i>world stopped
<input id="filter" placeholder="goroutines by name or number"></div></header>
<canvas id="view"></canvas><div id="tip"></div>
<table id="table"></table>
<script>
"use strict";
const T = JSON.parse(document.getElementById("data").textContent);
const canvas = document.getElementById("view"), pen = canvas.getContext("2d"), tip = document.getElementById("tip");
const colors = ["#fff", "#e0a030", "#3a7d44", "#4a78c0", "#ddd"], states = ["", "runnable", "running", "system call", "waiting"];
const left = 190, rowHeight = 16, heapHeight = 48, mostRows = 400;
const names = new Map(T.gs.map(g => [g[0], g[1]]));
let from = 0, to = Math.max(T.length, 1), rows = [];
const time = ns => ns >= 1e9 ? (ns / 1e9).toFixed(3) + " s" : ns >= 1e6 ? (ns / 1e6).toFixed(3) + " ms" : (ns / 1e3).toFixed(3) + " µs";
const title = g => g ? "G" + g + (names.get(g) ? " " + names.get(g) : "") : "";
function hue(g) { return "hsl(" + (g * 47) % 360 + ",45%,55%)"; }

// A goroutine's turns as spans [begin, end, state, why].
function turns(g) {
  return g[2].map((t, i) => [t[0], i + 1 < g[2].length ? g[2][i + 1][0] : T.length, t[1], t[2]]).filter(s => s[2] !== 0);
}

function makeRows() {
  const wanted = document.getElementById("filter").value.toLowerCase();
  rows = [
    {name: "heap", height: heapHeight, heap: true},
    {name: "collections", spans: T.gc, color: () => "#b04a8b", text: s => "collection"},
    {name: "world stopped", spans: T.stw, color: () => "#d02020", text: s => s[3]},
  ];
  for (const p of T.procs) rows.push({name: "P" + p[0], spans: p[1], color: s => hue(s[2]), text: s => title(s[2])});
  if (T.tasks.length) rows.push({name: "tasks", spans: T.tasks, color: s => hue(s[2]), text: s => s[3]});
  if (T.logs.length) rows.push({name: "log", spans: T.logs, color: () => "#000", text: s => title(s[2]) + "\n" + s[3]});
  for (const g of T.gs) {
    if (rows.length >= mostRows) break;
    if (wanted && !title(g[0]).toLowerCase().includes(wanted)) continue;
    rows.push({name: title(g[0]), spans: turns(g), color: s => colors[s[2]], text: s => states[s[2]] + (s[3] ? ": " + s[3] : "")});
    const own = T.regions.filter(r => r[2] === g[0]);
    if (own.length) rows.push({name: "  regions", spans: own, color: s => "#888", text: s => s[3]});
  }
  let y = 20;
  for (const r of rows) { r.y = y; r.height = r.height || rowHeight; y += r.height + 2; }
  canvas.height = (y + 4) * devicePixelRatio;
  canvas.style.height = y + 4 + "px";
}

// The first span that ends after t: spans of a row do not overlap, or only by nesting.
function firstAfter(spans, t) {
  let lo = 0, hi = spans.length;
  while (lo < hi) { const mid = (lo + hi) >> 1; if (spans[mid][1] < t) lo = mid + 1; else hi = mid; }
  return lo;
}

function draw() {
  const width = canvas.clientWidth;
  canvas.width = width * devicePixelRatio;
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.clearRect(0, 0, width, canvas.height);
  const scale = (width - left) / (to - from), x = t => left + (t - from) * scale;
  let drawn = 0;
  pen.font = "11px sans-serif";
  pen.textBaseline = "middle";
  for (const r of rows) {
    pen.fillStyle = "#222";
    pen.save(); pen.beginPath(); pen.rect(0, r.y, left - 4, r.height); pen.clip();
    pen.fillText(r.name, 4, r.y + r.height / 2);
    pen.restore();
    if (r.heap) { drawHeap(r, x, width); continue; }
    // Spans narrower than a pixel share it.
    let edge = -1;
    for (let i = firstAfter(r.spans, from); i < r.spans.length && r.spans[i][0] <= to; i++) {
      const s = r.spans[i], a = Math.max(left, x(s[0])), b = Math.min(width, x(s[1]));
      if (b < edge) continue;
      pen.fillStyle = r.color(s);
      pen.fillRect(a, r.y, Math.max(b - a, 1), r.height);
      edge = Math.max(b, a + 1);
      drawn++;
    }
  }
  pen.fillStyle = "#555";
  for (let k = 0; k <= 8; k++) {
    const t = from + (to - from) * k / 8;
    pen.textAlign = k === 8 ? "right" : "left";
    pen.fillText(time(t), x(t), 10);
  }
  pen.textAlign = "left";
  document.body.dataset.drawn = drawn;
}

function drawHeap(r, x, width) {
  if (!T.heap.length) return;
  const most = T.heap.reduce((m, h) => Math.max(m, h[1]), 1);
  pen.fillStyle = "#cfd8ea";
  pen.beginPath();
  pen.moveTo(left, r.y + r.height);
  for (const h of T.heap) if (x(h[0]) >= left && x(h[0]) <= width) pen.lineTo(x(h[0]), r.y + r.height - r.height * h[1] / most);
  pen.lineTo(width, r.y + r.height);
  pen.fill();
  pen.fillStyle = "#222";
  pen.fillText("most " + (most / 1048576).toFixed(1) + " MB", left + 4, r.y + 8);
}

function hit(e) {
  const box = canvas.getBoundingClientRect(), px = e.clientX - box.left, py = e.clientY - box.top;
  const t = from + (px - left) / (box.width - left) * (to - from), slack = 2 * (to - from) / box.width;
  const r = rows.find(r => py >= r.y && py < r.y + r.height);
  if (!r || !r.spans || px < left) return null;
  for (let i = firstAfter(r.spans, t - slack); i < r.spans.length && r.spans[i][0] <= t + slack; i++)
    return r.name + "\n" + r.text(r.spans[i]) + "\n" + time(r.spans[i][0]) + " + " + time(r.spans[i][1] - r.spans[i][0]);
  return null;
}

let grabbed = null;
canvas.onmousedown = e => { grabbed = {x: e.clientX, from, to}; };
window.onmouseup = () => { grabbed = null; };
window.onmousemove = e => {
  if (grabbed) {
    const d = (grabbed.x - e.clientX) / (canvas.clientWidth - left) * (grabbed.to - grabbed.from);
    from = grabbed.from + d; to = grabbed.to + d;
    return draw();
  }
  const text = e.target === canvas ? hit(e) : null;
  tip.style.display = text ? "block" : "none";
  if (text) { tip.textContent = text; tip.style.left = e.clientX + 12 + "px"; tip.style.top = e.clientY + 12 + "px"; }
};
canvas.addEventListener("wheel", e => {
  e.preventDefault();
  const box = canvas.getBoundingClientRect(), at = Math.max(0, (e.clientX - box.left - left) / (box.width - left));
  const t = from + at * (to - from), factor = e.deltaY > 0 ? 1.25 : 0.8, size = Math.max(10, (to - from) * factor);
  from = t - at * size; to = from + size;
  draw();
}, {passive: false});
canvas.ondblclick = () => { from = 0; to = Math.max(T.length, 1); draw(); };
document.getElementById("filter").oninput = () => { makeRows(); draw(); };
window.onresize = draw;

function sum(spans) { return spans.reduce((a, s) => a + s[1] - s[0], 0); }
function longest(spans) { return spans.reduce((a, s) => Math.max(a, s[1] - s[0]), 0); }
document.querySelector("h1").textContent = document.title;
for (const fact of [
  time(T.length), T.events + " events", T.gs.length + " goroutines", T.gc.length + " collections (" + time(sum(T.gc)) + ")",
  T.stw.length + " stops of the world (longest " + time(longest(T.stw)) + ")",
  ...T.procs.map(p => "P" + p[0] + " " + (100 * sum(p[1]) / Math.max(T.length, 1)).toFixed(0) + " % busy")]) {
  const span = document.createElement("span");
  span.textContent = fact;
  document.getElementById("facts").append(span);
}
const groups = new Map();
for (const g of T.gs) {
  const total = groups.get(g[1]) || [0, 0, 0, 0, 0];
  total[0]++;
  for (const s of turns(g)) total[s[2]] += s[1] - s[0];
  groups.set(g[1], total);
}
const table = document.getElementById("table");
function row(cells, kind) {
  const tr = table.insertRow();
  for (const c of cells) { const cell = document.createElement(kind); cell.textContent = c; tr.append(cell); }
}
row(["goroutines that start at", "number", "running", "runnable", "in system calls", "waiting"], "th");
for (const [name, t] of [...groups].sort((a, b) => b[1][2] - a[1][2]))
  row([name || "?", t[0], time(t[2]), time(t[1]), time(t[3]), time(t[4])], "td");
makeRows();
draw();
document.body.dataset.ready = rows.length;
</script>
)page";

}  // namespace

std::string tracePage(const TraceModel& model, std::string_view title) {
  return fmt::format("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n"
                     "<script type=\"application/json\" id=\"data\">{}</script>{}</body></html>\n",
                     title, data(model), kPage);
}

}  // namespace gvm::tool
