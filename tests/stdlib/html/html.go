// html: escaping, and character references of all kinds.
package main

import (
	"fmt"
	"html"
)

func main() {
	for _, s := range []string{"", "plain", "&lt;&gt;&amp;&quot;&#39;", "&amp", "&ampx", "&notit;", "&notin;", "&not", "&#65;&#x41;&#X41&#0;&#x80;&#xD800;&#x110000;&#;&#x;&", "&unknown;", "&lt", "&ltx", "&AMP;", "&NotEqualTilde;", "&frac12x", "a&b&&lt;", "&copy&reg;", "&#65x", "&#999999999999;", "&CounterClockwiseContourIntegral;", "&notanentity", "&aacute1", "&nbsp;x", "&#x9f;&#159;&#127;", "&", "&&&", "&;", "&#", "&#x", "&ThickSpace;", "&acE;", "&zwnj;&zwj;", "世&eacute;界", "&gtlt;", "&AElig&aelig;"} {
		fmt.Printf("%q %q\n", s, html.UnescapeString(s))
	}
	fmt.Println(html.EscapeString(`<a href="x">'&'</a>`), html.UnescapeString(html.EscapeString("<\"'&>")))
}
