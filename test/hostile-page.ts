/** A page of a pack that would have the reader's machine ask for something elsewhere, in every way that pages know. */
export const HOSTILE_PAGE = (elsewhere: string): string => `# Hostile

Before ![a picture](${elsewhere}/markdown.png) and <img src=${elsewhere}/inline.png> in a line.

<img src="${elsewhere}/block.png" onerror="window.hurt=1">

![a reference][ref] and a [link](${elsewhere}/link)

[ref]: ${elsewhere}/reference.png

<iframe src="${elsewhere}/frame.html"></iframe>

<style>body { background: url(${elsewhere}/style.png) }</style>

<div style="background-image: url(${elsewhere}/css.png)">Question</div>

<details>
<summary>Its answer</summary>

After <span background="${elsewhere}/back.png">all</span>

</details>

<meta http-equiv="refresh" content="0; url=${elsewhere}/refresh.html">

<link rel="stylesheet" href="${elsewhere}/sheet.css">

<video src="${elsewhere}/film.mp4" poster="${elsewhere}/poster.png" autoplay></video>

<object data="${elsewhere}/object.html"></object>

<script>window.hurt = 1; fetch('${elsewhere}/script')</script>

<form action="${elsewhere}/form"><input type=image src="${elsewhere}/input.png"></form>
`;

/** The parts of it that a page without any protection asks for at once. */
export const ASKS = ['markdown.png', 'inline.png', 'block.png', 'css.png', 'frame.html'];
