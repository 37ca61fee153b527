"""Given names with their gender: where a person's name begins in a run of capitalised words, and who "sie" can be."""

from __future__ import annotations

from depesche.language.word_sets import word_set

FEMALE = word_set(
    """Rieke Wiebke Imke Insa Inken Svea Telse Birte Gesche Frederike Elske Antje Swantje Femke Silja Svantje
    Mechthild Walburga Gertrud Hedwig Notburga Veronica Kreszentia Leopoldine Liesl Lieselotte Rosi Resi Zenzi
    Henrike Hendrikje Merle Mette Jette Lotte Lotta Pauline Emmi Greta Ida Frida Thea Romy Ronja Smilla Malin
    Aylin Ayla Aysel Bahar Canan Defne Derya Dilek Ebru Emine Esin Filiz Gül Gülsen Hatice Hülya Leyla Melek
    Meral Nazan Nesrin Nilgün Nuray Özlem Sevim Selin Serap Sibel Songül Yasemin Zehra Zeynep Amira Farida
    Khadija Layla Malika Nour Rania Samira Yasmin Agnieszka Anastasia Beata Bozena Dorota Ewa Galina Irena
    Iwona Jelena Joanna Justyna Ljudmila Ludmila Magda Malgorzata Marta Nadeschda Oksana Radka Renata Svetlana
    Tatiana Urszula Vesna Yulia Astrid Freya Ingvild Kaisa Liv Ragnhild Signe Siri Solveig Tove
    Allison Ashley Beth Brenda Carol Cheryl Christy Cynthia Dawn Debbie Donna Elaine Ellie Erin Fiona Gail
    Gillian Gwen Harriet Heather Hilary Janet Jo Joan Joanne Joyce Karine Kathy Katie Kelly Kimberly
    Lauren Leslie Liz Lorraine Maggie Megan Molly Monique Natasha Pam Pamela Peggy Rachel Rebekah Rhonda
    Sally Sharon Shirley Siobhan Stacey Sue Tara Tracy Valerie Wendy Yvonne Zoe
    Agnes Aishe Aleksandra Alexandra Alice Alicia Alina Aline Amelie Amina Amy Ana Andrea Anette Angela
    Angelika Anita Anja Anke Ann Anna Annalena Anne Annegret Annelie Annemarie Annette Annika Antje Antonia
    Ariane Astrid Ayse Ayşe Barbara Beate Beatrice Beatrix Bettina Bianca Birgit Birgitta Britta Brigitte
    Camilla Carina Carla Carmen Carola Carolin Caroline Catherine Cathrin Charlotte Chiara Christa Christel
    Christiane Christina Christine Clara Claudia Constanze Cora Corinna Cornelia Dagmar Dana Daniela Deborah
    Denise Diana Doris Dorothea Dorothee Edith Elena Eleonore Elfriede Elif Elisa Elisabeth Elizabeth Elke
    Ella Ellen Elsa Emilia Emily Emma Erika Erna Esra Esther Eva Evelyn Fatima Fatma Felicitas Finja Franka
    Franziska Frauke Frieda Friederike Gabi Gabriela Gabriele Gaby Gerda Gesa Gesine Gisela Gitta Gudrun Hanna
    Hannah Hanne Hannelore Heide Heidemarie Heidi Heike Helen Helena Helene Helga Henriette Hermine Hildegard
    Hilary Hillary Ida Ilona Ilse Ina Ines Inga Inge Ingeborg Ingrid Irene Iris Irina Irmgard Isabel Isabell
    Isabella Jacqueline Jana Jane Janina Janine Jasmin Jeanette Jennifer Jenny Jessica Jill Joana Johanna
    Josefine Judith Julia Juliane Julie Jutta Kaja Kamala Karen Karin Karina Karla Karola Kate Katarina
    Katharina Kathleen Kathrin Katja Katrin Kerstin Kim Kira Kirsten Klara Kristin Kristina Lara Larissa Laura
    Lea Leila Lena Leni Leonie Leyla Lia Lilli Lina Linda Lisa Lore Louise Lucia Lucy Luisa Luise Lydia
    Magdalena Maike Maja Manuela Mara Mareike Maren Margaret Margarete Margit Margot Margret Maria Marie
    Marina Marion Marit Marlene Marta Martha Martina Mary Mathilde Maya Meike Melanie Melissa Meryem Mia
    Michaela Michelle Mila Mina Miriam Mona Monika Nadia Nadine Nadja Nancy Naomi Natalia Natalie Natascha
    Nele Nicola Nicole Nina Nora Olga Olivia Patricia Paula Paulina Petra Pia Ramona Ranja Rebecca Regina
    Regine Renate Ricarda Rita Rosa Rosemarie Roswitha Ruth Sabine Sabrina Sahra Samantha Sandra Sara Sarah
    Saskia Sibylle Sigrid Silke Silvia Simone Sina Sofia Sofie Solveig Sonja Sophia Sophie Stefanie Steffi
    Stephanie Susan Susana Susanne Svenja Svetlana Swetlana Sylvia Tabea Tamara Tanja Tatjana Teresa Theresa
    Therese Tina Traute Ulla Ulrike Ursula Uta Ute Valentina Vanessa Vera Verena Veronika Victoria Viktoria
    Viola Viviane Waltraud Wencke Wiebke Yasemin Yasmin Yvonne Zeynep Zoe Condoleezza Nancy Rachel Theresa
    Giorgia Ursula Marine Jacinda Sanna Mette Kaja Maia Rana Aydan"""
)
MALE = word_set(
    """Aaron Abdullah Achim Adam Adrian Ahmad Ahmed Albert Albrecht Alessandro Alex Alexander Alexej Alfons
    Alfred Ali Alois Amir Anders Andre André Andreas Andrej Andrew Andrzej Anthony Anton Antonio Armin Arne
    Arno Arnold Arthur Axel Barack Bastian Ben Benedikt Benjamin Bernard Bernd Bernhard Bert Bertram Bill
    Björn Bob Bodo Boris Brian Bruno Burkhard Carl Carlos Carsten Charles Chris Christian Christof Christoph
    Christopher Claas Claus Clemens Constantin Cem Dan Daniel David Dennis Detlef Detlev Diego Dieter Dietmar
    Dietrich Dimitri Dirk Dmitri Dominik Donald Eberhard Eckart Eckhard Edgar Eduard Edward Egon Ehud Elias
    Elmar Emanuel Emil Emmanuel Enno Enrico Erdogan Eric Erich Erik Ernst Erwin Eugen Ewald Fabian Felix
    Ferdinand Finn Florian Francesco Francis Franco Frank Franz Fred Frederik Friedhelm Friedrich Fritz Fynn
    Gabriel Geert Georg George Gerald Gerd Gerhard Gernot Gert Giovanni Gordon Gottfried Gregor Guido Günter
    Günther Gunnar Gustav Hannes Hans Harald Hardy Harry Hartmut Hassan Heiko Heiner Heinrich Heinz Helge
    Hellmut Helmut Hendrik Henning Henri Henry Herbert Heribert Hermann Holger Horst Hubert Hubertus Hugo
    Ibrahim Igor Ilja Ingo Iwan Jack Jacob Jacques Jakob James Jan Janis Jannik Jean Jens Jeremy Jerome Jim
    Jimmy Joachim Jochen Joe Johann Johannes John Jonas Jonathan Jörg Jörn Jose José Josef Joseph Joschka Juan
    Julian Julius Jürgen Justin Kai Karim Karl Karsten Kasimir Kay Keir Ken Kevin Klaus Knut Konrad Konstantin
    Kurt Lars Lasse Laszlo Leo Leon Leonard Leonhard Leopold Lothar Louis Luca Lucas Ludger Ludwig Luis Luka
    Lukas Lutz Magnus Malte Manfred Manuel Marc Marcel Marco Marcus Marek Mario Marius Mark Marko Markus
    Marten Martin Marvin Mathias Matteo Matthew Matthias Max Maximilian Mehmet Michael Michail Michel Miguel
    Mike Milan Mirko Mohamed Mohammad Mohammed Moritz Murat Mustafa Nick Nicolas Niels Niklas Nikolai Nikolaus
    Nils Norbert Olaf Ole Oleg Oliver Omar Oskar Ottmar Otto Pascal Patrick Paul Pavel Pedro Peer Peter Petr
    Phil Philip Philipp Pierre Piet Rafael Raimund Rainer Ralf Ralph Ramon Raphael Recep Reiner Reinhard
    Reinhold Rene René Ricardo Richard Robert Roberto Robin Roger Roland Rolf Roman Ron Ronald Ruben Rudi
    Rudolf Rüdiger Salman Sam Samuel Sascha Sebastian Sepp Serge Sergej Sergio Severin Siegfried Siegmar
    Sigmar Silvio Simon Sören Stefan Steffen Stephan Stephen Steve Steven Sven Tayyip Ted Theo Theodor Thilo
    Thomas Thorben Thorsten Till Tilo Tim Timo Tobias Tom Tony Toni Torben Torsten Udo Ulf Uli Ulrich Uwe
    Valentin Victor Viktor Vinzenz Vitali Vladimir Volker Waldemar Walter Werner Wilfried Wilhelm Willi
    William Willy Winfried Wladimir Wolf Wolfgang Wolfram Wolodymyr Xaver Xi Yannick Yusuf Zbigniew Viktor
    Nico Niko Nic Henrik Noah Vincent Thies Tjark Jasper Lennart Lenn Mats Jannes Hauke Heino Harm Eike Enno
    Fiete Hinrich Onno Reinhold Rasmus Lasse Bjarne Tammo Veit Vitus Quirin Korbinian Ignaz Rupert Anselm Benno
    Gero Götz Gisbert Gottlieb Hartwig Henner Ingolf Joerg Juergen Guenter Guenther Bjoern Soeren Kilian Levin
    Leander Linus Lorenz Emre Hakan Ali Baris Burak Can Deniz Engin Ercan Ertan Ferhat Ilhan Kemal Levent Mert
    Metin Okan Onur Orhan Ömer Özgür Sinan Tarik Tarek Timur Turgut Ümit Volkan Yasin Bilal Hamza Jamal Khaled
    Mahmoud Nabil Rachid Samir Youssef Gianni Giuseppe Luigi Massimo Paolo Pietro Stefano Álvaro Fernando
    Javier Jorge Sergio Bogdan Goran Ivan Ivica Jaroslaw Krzysztof Maciej Milos Nikola Piotr Tomasz Zoran
    Anders Bo Erling Gustaf Håkan Jesper Kasper Lasse Mads Mikkel Morten Rasmus Søren Torsten
    Edmund Ephraim Ewan Graham Harvey Hugh Ian Jason Jeff Jerry Joel Keith Larry Liam Nigel Norman Owen
    Randall Raymond Rick Rob Rod Ross Roy Russell Ryan Sean Simon Stuart Terry Todd Tyler Wayne
    Benjamin Emmanuel Boris Rishi Narendra Jair Juri Jewgeni Sergei Dmitrij Robert Ralf Hubertus Karl-Theodor
    Hans-Dietrich Frank-Walter Karl-Heinz Hans-Jürgen Klaus-Dieter Hans-Peter Ernst-August"""
)


def gender_of(name: str) -> str:
    """ "f", "m" or "" for a given name; the first part of a double name decides."""
    first = name.partition("-")[0]
    return "f" if first in FEMALE else "m" if first in MALE else ""


def is_given_name(word: str) -> bool:
    """True for a given name, also the first part of a double one."""
    return bool(gender_of(word))
