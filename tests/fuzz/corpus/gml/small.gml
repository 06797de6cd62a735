# c
Creator "me"
graph [ directed 1
 node [ id 1 label "Nea &amp; &#233;" graphics [ x 1 ] ]
 node [ id 2 mail "a@b.org" ]
 edge [ source 1 target 2 value 2.5 label "knows" ]
]
