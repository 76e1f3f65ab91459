import json
p='/work/first2/package.json'
d=json.loads(open(p).read())
def image(name, alt):
    at=lambda t: f'media/walkthrough/{name}-{t}.png'
    return {'image':{'light':at('light'),'dark':at('dark'),'hc':at('dark'),'hcLight':at('light')},'altText':alt}
T='tensorDrills.'
def step(id,title,text,links,media,events=None):
    d=text+'\n'+'\n'.join(f'[{t}](command:{c})' for t,c in links)
    return {'id':id,'title':title,'description':d,'media':media,'completionEvents':events or [f'onCommand:{c}' for _,c in links]}
steps=[
 step('drill','Start a coding drill','Twenty-nine questions, asked as an interviewer asks them. The file to fill in opens with the question and a clock beside it. Explain your approach aloud, write the code, then close with its trade-offs. The clock waits until you start it.',[('Start Coding Drill',T+'startCodingDrill')],
   image('drill','A drill: the file to fill in on the left; on the right its clock, what to say now, and the question.')),
 step('python','Set up PyTorch','Your code is checked on your own machine, by a Python that has PyTorch. The first one found is used: your setting, the choice of the Python extension, a `.venv`, then the PATH.',[('Choose Python Interpreter',T+'choosePython'),('Install PyTorch',T+'installTorch')],
   {'markdown':'media/walkthrough-python.md'}),
 step('check','Check your code','Each save is a check. It judges what your code computes, not its names or its style, and names your mistake on its line.',[('Check Drill',T+'checkDrill')],
   image('check','A failed check: "Scores are not divided by sqrt(d_k)", with why it is wrong, how to notice it, and the fix.')),
 step('debug','Repair a broken program','Somebody else\'s program for any of these questions, with one to four mistakes in it. Mark the lines you suspect, repair them, and check how many are left.',[('Debug a Broken Program',T+'debugBrokenProgram')],
   image('debug','A broken program with what its author reports, the lines that are suspected, and how many mistakes are left.')),
 step('round','Answer aloud','A rapid-fire round: the question in large type, your answer aloud, then its key points to tick. Deep dives and system design work the same way.',[('Start a Round',T+'rapidFireRound'),('Design a System',T+'systemDesign')],
   image('round','A rapid-fire question, with its key points to tick and the model answer.')),
 step('board','Draw an architecture','Fourteen architectures to draw on a board. The review reads your drawing and says what is missing, wrongly connected, or without a shape.',[('Draw an Architecture',T+'drawArchitecture')],
   image('board','A transformer block on the board, with the pieces to draw with on its left and the review on its right.')),
 step('clinic','Find out why a run went wrong','Thirteen training runs, recorded from real ones: rank your hypotheses, ask for one measurement at a time, then name the cause. Another clinic asks for output sizes and parameters.',[('Open a Clinic',T+'clinic')],
   image('clinic','A run that went wrong: its curves, the possible causes in order, and what can be measured.')),
 step('checklist','Work through the final checklist','Twelve things to be able to do before the day. Passed drills earn their items; you tick the others. "What Next?" names the best use of the minutes you have.',[('Open the Checklist',T+'checklist.focus'),('What Next?',T+'whatNext')],
   image('checklist','The views: exercises by kind with how many are done, and the checklist with earned and ticked items.'),
   ['onView:tensorDrills.checklist','onCommand:tensorDrills.whatNext']),
]
w=d['contributes']['walkthroughs'][0]
w['description']='Eight steps from your first drill to the day of the interview.'
w['steps']=steps
open(p,'w').write(json.dumps(d,indent=2,ensure_ascii=False)+'\n')
