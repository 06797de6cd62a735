/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Network files of other programs: the same small network in every format gives the same rows. */

#include "format-fixture.h"
#include "kith-dot-records.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "kith-xml-guard.h"
#include "repeated-text.h"

static void
assert_rows (const char *name, const char *text, const char *rows)
{
  g_autofree char *path = make_file (name, text);
  g_autofree char *dump = dump_sheets (path);

  g_assert_cmpstr (dump, ==, rows);
}

static void
test_graphml (void)
{
  assert_rows (
      "a.graphml",
      "<?xml version='1.0'?>\n<!-- made by hand -->\n<graphml xmlns='g' xmlns:y='y'>"
      "<key id='d0' for='node' attr.name='city'/><key id='d1' for='edge' attr.name='weight'/>"
      "<key id='d2' for='node' attr.name='name'/><key id='d3' for='node'/>\n"
      "<graph edgedefault='directed'><node id='1'><data key='d0'>Ystad &amp; by</data><data key='d2'>Nea</data></node>\n"
      "<node id='2'><data key='d3'><y:ShapeNode><y:NodeLabel>Max<y:x/></y:NodeLabel></y:ShapeNode></data></node>\n"
      "<edge source='1' target='2'><data key='d1'>2.5</data></edge>\n"
      "<edge source='2' target='x' directed='false'><desc>none</desc></edge></graph></graphml>",
      "[a.graphml] 4:1|Nea||Ystad & by|Nea 5:2|Max||| 7:x|x|||"
      " [a.graphml] 6:1|2|directed|2.5|| 7:2|x|undirected|||");
}

static void
test_gexf (void)
{
  assert_rows (
      "a.gexf",
      "<gexf><graph defaultedgetype='undirected'><attributes class='node'><attribute id='0' title='city'/></attributes>"
      "<nodes><node id='1' label='Nea'><attvalues><attvalue for='0' value='Ystad'/></attvalues>"
      "<nodes><node id='2' label='Max'/></nodes></node></nodes>\n"
      "<edges><edge source='1' target='2' weight='3' type='directed' label='knows'>"
      "<attvalues><attvalue for='0' value='x'/></attvalues></edge></edges></graph></gexf>",
      "[a.gexf] 1:1|Nea||Ystad 1:2|Max|| [a.gexf] 2:1|2|directed|3|knows|");
}

static void
test_gml (void)
{
  assert_rows (
      "a.gml",
      "# by hand\nCreator \"me\"\ngraph [ directed 1\n node [ label \"Nea &amp; &#233;\" id 7 graphics [ x 1 label \"no\" ] ]\n"
      " node [ id 8 label \"two\nlines\" mail \"max@example.org\" ]\n edge [ target 8 source 7 value 2 ]\n]\n",
      "[a.gml] 4:7|Nea & é||Nea & é| 5:8|two\nlines||two\nlines|max@example.org [a.gml] 7:7|8|directed|2||");
}

static void
test_dot (void)
{
  assert_rows (
      "a.dot",
      "/* a club */\n// of three\nstrict digraph \"Our \\\"club\\\"\" { node [shape=box, label=\"\\N\"];\n"
      " a [label=\"Nea\\nNord\", city=Ystad, color=red]; a -> b [weight=2.5, label=knows];\n"
      " b [label=\"\", xlabel=Max]; subgraph cluster_x { b -> \"max@example.org\" [dir=none, date=\"2024-03-05\"] } }",
      "[a.dot] 2:a|Nea Nord||Ystad 3:b|Max|| 4:max@example.org||max@example.org|"
      " [a.dot] 5:a|b|directed|2.5|knows| 6:b|max@example.org|undirected|||2024-03-05");
  /* in another character set, and of one line */
  assert_rows ("b.gv", "graph{\"J\374rgen\"--B}", "[b.gv] 2:Jürgen|Jürgen| 3:B|B| [b.gv] 4:Jürgen|B|undirected|||");
}

/* What the worker says is checked like a file. */
static void
test_dot_records (void)
{
  static const char *const nonsense[] = {
    "",
    "E\n",
    "G\tg\n",
    "G\tg\nP\tx\n",
    "G\tg\nG\tg\nE\n",
    "P\tx\nE\n",
    "G\tg\nP\nE\n",
    "G\tg\nP\tx\nT\t0\t1\nE\n",
    "G\tg\nP\tx\nT\t0\nE\n",
    "G\tg\nP\tx\nT\t-1\t0\nE\n",
    "G\tg\nP\tx\nT\t99999999999999999999\t0\nE\n",
    "G\tg\nQ\tx\nE\n",
    "G\tg\nE\nP\tx\n",
    "G\tg\nE",
    "X\n",
    "X\tzero\n",
    "X\t0\n",
  };
  g_autofree char *path = make_file ("any.dot", "any");
  g_autoptr (GError) error = NULL;
  g_autoptr (KithInput) input = kith_input_open (path, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (KithNet) net = kith_net_new (input, "dot");
      g_autoptr (KithDotRecords) records = kith_dot_records_new (net);
      guint64 line = 0;

      g_assert_false (kith_dot_records_take (records, nonsense[i], strlen (nonsense[i]))
                      && kith_dot_records_finish (records, &line));
    }
}

static void
test_pajek (void)
{
  assert_rows (
      "a.net",
      "*Network x\r\n% by hand\r\n*Vertices 3\r\n1 \"Nea Nord\" 0.1 0.2\r\n2 Max\r\n*Arcs :1 \"asks\"\r\n1 2 2\r\n"
      "*Edgeslist\r\n3 1 2\r\n",
      "[a.net] 3:1|Nea Nord| 3:2|Max| 3:3|| [a.net] 7:1|2|directed|2|asks| 9:3|1|undirected||| 9:3|2|undirected|||");
  assert_rows ("b.paj", "*Vertices 4 2\n1 \"Nea\"\n2 \"Max\"\n3 \"Choir\"\n*Matrix\n1 1\n0 1\n",
               "[b.paj] 1:1|Nea| 1:2|Max| [b.paj] 6:1|Choir 6:1|4 7:2|4");
}

static void
test_dl (void)
{
  assert_rows ("a.dl", "dl n=3 format=fullmatrix labels:\nNea,Max,Li\ndata:\n0 1 0\n1 0\n2\n0 0 0\n",
               "[a.dl] 3:1|Nea| 3:2|Max| 3:3|Li| [a.dl] 4:1|2|directed||| 5:2|1|directed||| 6:2|3|directed|2||");
  assert_rows ("b.dl", "DL N = 3\nFORMAT = LOWERHALF DIAGONAL ABSENT\nDATA:\n1\n0 5\n",
               "[b.dl] 3:1|| 3:2|| 3:3|| [b.dl] 4:2|1|undirected||| 5:3|2|undirected|5||");
  assert_rows ("c.dl", "dl n=3 format=upperhalf diagonal=absent\ndata:\n1 0\n5\n",
               "[c.dl] 2:1|| 2:2|| 2:3|| [c.dl] 3:1|2|undirected||| 4:2|3|undirected|5||");
  assert_rows ("d.dl", "dl n=3\nformat = edgelist1\nlabels embedded:\ndata:\nNea Max 2\nMax Li\n",
               "[d.dl] 5:Nea|Nea| 5:Max|Max| 6:Li|Li| [d.dl] 5:Nea|Max|directed|2|| 6:Max|Li|directed|||");
  assert_rows (
      "e.dl",
      "dl nr=2, nc=2 format=fullmatrix\nrow labels:\nNea\nMax\ncol labels:\nChoir\n\"Book club\"\ndata:\n1 0\n1 1\n",
      "[e.dl] 8:1|Nea| 8:2|Max| [e.dl] 9:1|Choir 10:2|Choir 10:2|Book club");
  assert_rows (
      "f.dl",
      "dl n=2 nm=2\nformat=fullmatrix\nlabels embedded\nlevel labels:\nasks\nhelps\ndata:\nNea Max\nNea 0 1\nMax 0 0\nNea 0 0\nMax 1 0\n",
      "[f.dl] 8:Nea|Nea| 8:Max|Max| [f.dl] 9:Nea|Max|directed||asks| 12:Max|Nea|directed||helps|");
  assert_rows ("g.dl", "dl n=3 format=nodelist1\ndata:\n1 2 3\n2 3\n",
               "[g.dl] 2:1|| 2:2|| 2:3|| [g.dl] 3:1|2|directed||| 3:1|3|directed||| 4:2|3|directed|||");
}

static void
test_gdf (void)
{
  assert_rows ("a.gdf",
               "nodedef>name VARCHAR,label VARCHAR,city VARCHAR\na,\"Nord, Nea\",Ystad\nb,'Max',\n"
               "edgedef>node1 VARCHAR,node2 VARCHAR,weight DOUBLE,directed BOOLEAN\na,b,1.5,true\n",
               "[a.gdf] 2:a|Nord, Nea||Nord, Nea|Ystad 3:b|Max||Max| [a.gdf] 5:a|b|directed|1.5||");
}

static void
test_json (void)
{
  assert_rows (
      "a.json",
      "{\"directed\": true, \"nodes\": [{\"id\": \"a\", \"name\": \"Nea\"}, {\"id\": 5, \"label\": \"Max\"}],"
      "\"links\": [{\"source\": \"a\", \"target\": 5, \"value\": 2}, {\"source\": {\"id\": 5}, \"target\": 0}]}",
      "[a.json] 1:a|Nea||Nea| 2:5|Max|||Max [a.json] 3:a|5|directed|2|| 4:5|a|directed|||");
  assert_rows ("b.json",
               "{\"graph\": {\"nodes\": {\"a\": {\"label\": \"Nea\"}, \"b\": {\"metadata\": {\"city\": \"Ystad\"}}},"
               "\"edges\": [{\"source\": \"a\", \"target\": \"b\", \"relation\": \"knows\"}]}}",
               "[b.json] 1:a|Nea||Nea| 2:b|b|||Ystad [b.json] 3:a|b|undirected||knows|");
  assert_rows ("c.json",
               "{\"elements\": {\"nodes\": [{\"data\": {\"id\": \"a\"}}, {\"data\": {\"id\": \"b\"}}],"
               "\"edges\": [{\"data\": {\"source\": \"a\", \"target\": \"b\", \"weight\": 3}}]}}",
               "[c.json] 1:a|a| 2:b|b| [c.json] 3:a|b|undirected|3||");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *name, *text;
    KithError code;
  } files[] = {
    { "a.graphml", "<graphml><graph><node id='1'></graph></graphml>", KITH_ERROR_NOT_READABLE },
    { "b.graphml", "<graphml><graph><node id='1'/>", KITH_ERROR_NOT_READABLE },
    { "c.graphml", "<graphml></graphml>", KITH_ERROR_EMPTY },
    { "d.graphml",
      "<!DOCTYPE g [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]><graphml><graph><node id='&c;'/></graph></graphml>",
      KITH_ERROR_NOT_A_TABLE },
    { "e.graphml",
      "<!DOCTYPE g [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><graphml><graph><node id='1'>&a;</node></graph></graphml>",
      KITH_ERROR_NOT_A_TABLE },
    { "a.gml", "graph [ node [ id 1 ]", KITH_ERROR_NOT_READABLE },
    { "b.gml", "graph [ node [ label \"x\" ] ]", KITH_ERROR_NOT_READABLE },
    { "c.gml", "graph [ 7 [ id 1 ] ]", KITH_ERROR_NOT_READABLE },
    { "d.gml", "graph [ edge [ source 1 ] ]", KITH_ERROR_NOT_READABLE },
    { "e.gml", "graph [ ]", KITH_ERROR_EMPTY },
    { "a.dot", "graph { a --\n }", KITH_ERROR_NOT_READABLE },
    { "b.dot", "digraph x { a -> b", KITH_ERROR_NOT_READABLE },
    { "c.dot", "graph { }", KITH_ERROR_EMPTY },
    { "a.net", "*Vertices 2\n*Arcs\n1 3\n", KITH_ERROR_NOT_READABLE },
    { "b.net", "*Vertices 999999999\n", KITH_ERROR_NOT_READABLE },
    { "d.net", "*Vertices 4000000\n1 \"Nea\"\n", KITH_ERROR_NOT_READABLE },
    { "c.net", "*Vertices 2\n*Matrix\n0 1 1\n", KITH_ERROR_NOT_READABLE },
    { "a.dl", "dl n=2\ndata:\n0 1\n1 0\n0 0\n", KITH_ERROR_NOT_READABLE },
    { "b.dl", "dl n=0\ndata:\n", KITH_ERROR_NOT_READABLE },
    { "c.dl", "dl n=900000\nformat=edgelist1\ndata:\n1 2\n", KITH_ERROR_NOT_READABLE },
    { "a.gdf", "nodedef>name\na\nedgedef>node1,node2\na\n", KITH_ERROR_NOT_READABLE },
    { "a.json", "{\"nodes\": [{\"id\": 1}", KITH_ERROR_NOT_READABLE },
    { "b.json", "{\"people\": []}", KITH_ERROR_NOT_A_TABLE },
    { "c.json", "{\"nodes\": []}", KITH_ERROR_EMPTY },
  };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *nested = g_strconcat ("{\"nodes\":", deep, NULL);
  g_autofree char *nested_path = make_file ("deep.json", nested);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = make_file (files[i].name, files[i].text);

      assert_refused (path, files[i].code, files[i].name);
    }
  assert_refused (nested_path, KITH_ERROR_NOT_READABLE, "damaged");
  {
    g_autoptr (GString) nodes = g_string_new ("<gexf><graph><nodes>");
    g_autofree char *path = NULL;

    for (guint i = 0; i < 100000; i++)
      g_string_append (nodes, "<nodes>");
    path = make_file ("deep.gexf", nodes->str);
    assert_refused (path, KITH_ERROR_NOT_READABLE, "damaged");
  }
}

static void
test_real (void)
{
  static const SharedFile files[] = {
    { "networks/karate.gml", "34 people 78 ties 0 events 0 groups 0 attendance" },
    { "networks/netscience.net", "1589 people 2742 ties 0 events 0 groups 0 attendance" },
    { "networks/polbooks-network.graphml", "105 people 441 ties 0 events 0 groups 0 attendance" },
    { "networks/polblogs.gml",
      "1490 people 16709 ties 0 events 0 groups 0 attendance" }, /* 19,016 before both directions are one */
    { "networks/socnetv-a/TinyGraphviz_Weighted_Dir_N3.dot", "3 people 3 ties 0 events 0 groups 0 attendance" },
    { "suites/gephi-import/dot/labels.dot", "3 people 2 ties 0 events 0 groups 0 attendance" },
    { "suites/gephi-import/dot/adjacencylist.dot", "4 people 4 ties 0 events 0 groups 0 attendance" },
    { "suites/twitter-grapher/sample.dot", "8 people 7 ties 0 events 0 groups 0 attendance" },
    { "networks/les-miserables.gexf", "77 people 254 ties 0 events 0 groups 0 attendance" },
    { "networks/quakers-network.graphml", "96 people 162 ties 0 events 0 groups 0 attendance" },
    { "networks/got-network.graphml", "107 people 352 ties 0 events 0 groups 0 attendance" },
    { "networks/dhhs-tobacco-collaboration.graphml", "54 people 447 ties 0 events 0 groups 0 attendance" },
    { "networks/starwars/starwars-full-interactions-allCharacters-merged.json",
      "111 people 444 ties 0 events 0 groups 0 attendance" },
    { "twomode/SouthernWomen.paj", "18 people 0 ties 14 events 0 groups 89 attendance" },
    { "twomode/southern-women-twomode.graphml", "18 people 0 ties 14 events 0 groups 89 attendance" },
    { "suites/twitter-grapher/sample.gdf", "5 people 7 ties 0 events 0 groups 0 attendance" },
    { "suites/twitter-grapher/sample.gexf", "193 people 332 ties 0 events 0 groups 0 attendance" },
  };

  assert_shared_bring (files, G_N_ELEMENTS (files));
}

/* Attributes are counted, and nothing that only looks like one; the same in pieces of any size, and two bytes wide. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *head, *part, *tail;
    gboolean counts;
  } cases[] = {
    { "<a ", "b='<c>\"' ", "/>", TRUE },
    { "<!-- > <b> --><?x <?><a>'\"'", "</a><a d=\"'\" e='-->'>", "", FALSE },
    { "<!-- <a ", "b='c' d=\"e\" - -- ->", "-->", FALSE },
    { "<![CDATA[<a ", "b='c' ]] ]>", "]]>", FALSE },
    { "<?a <b ", "c='d' ", "?>", FALSE },
    { "<!DOCTYPE a SYSTEM 'b'><a>", "it's 5 > 4 \" ", "</a>", FALSE },
    { "<!--x--><a", " b = 'c'", ">", TRUE },
    { "<![CDATA[]]]><a", "\nb\n=\n'c'", ">", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_autofree char *text
            = repeated_text (cases[i].head, cases[i].part, KITH_XML_ATTRIBUTES_MAX + more, cases[i].tail);
        gsize length = strlen (text);
        g_autofree char *wide = g_malloc0 (2 * length);
        gboolean fits = !cases[i].counts || more == 0;

        for (gsize k = 0; k < length; k++)
          wide[2 * k + more] = text[k];
        for (gsize size = 1; size <= 2 * length; size = 3 * size + 1)
          {
            KithXmlGuard narrow = { 0 }, other = { 0 };
            gboolean well = TRUE, wide_well = TRUE;

            for (gsize at = 0; at < length && well; at += size)
              well = kith_xml_guard_feed (&narrow, text + at, MIN (size, length - at));
            for (gsize at = 0; at < 2 * length && wide_well; at += size)
              wide_well = kith_xml_guard_feed (&other, wide + at, MIN (size, 2 * length - at));
            g_test_message ("%u %u %u", (guint) i, more, (guint) size);
            g_assert_cmpint (well, ==, fits);
            g_assert_cmpint (wide_well, ==, fits);
            if (fits)
              g_assert_cmpint (narrow.state, ==, KITH_XML_GUARD_TEXT);
          }
      }
  {
    g_autofree char *much = repeated_text ("<graphml><graph><node ", "a='b' ", 200000, "/></graph></graphml>");
    g_autofree char *path = make_file ("much.graphml", much);

    assert_refused (path, KITH_ERROR_NOT_READABLE, "damaged");
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/networks/graphml", test_graphml);
  g_test_add_func ("/networks/attributes", test_attributes);
  g_test_add_func ("/networks/gexf", test_gexf);
  g_test_add_func ("/networks/gml", test_gml);
  g_test_add_func ("/networks/dot", test_dot);
  g_test_add_func ("/networks/dot-records", test_dot_records);
  g_test_add_func ("/networks/pajek", test_pajek);
  g_test_add_func ("/networks/dl", test_dl);
  g_test_add_func ("/networks/gdf", test_gdf);
  g_test_add_func ("/networks/json", test_json);
  g_test_add_func ("/networks/refused", test_refused);
  g_test_add_func ("/networks/real", test_real);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
